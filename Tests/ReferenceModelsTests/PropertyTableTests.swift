import ReferenceModels
import Testing

/// Our table of designs and properties against the table of facts G.
@Suite struct PropertyTableTests {
    private static let table = try! DMAOwnership.table()
    private static let columns = ["base", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "6.1", "6.12"]

    /// The sheet's marks: `x` fails, `+` holds, `+2`… holds with the sheet's footnotes, `-` does not apply.
    private static let sheet: [String: String] = [
        "P1": "x x x x + x x x +2 +2 +2",
        "P2": "- + x + + x x x +2 + +",
        "P3": "- +4 x x +5 x x x +25 +2 +2",
        "P4": "- +4 x x + x x x +2n +n +2",
        "P5": "x x x x x x x x x + +",
        "P6": "x + + + + + + + + + +",
        "P7": "+ x x x x x x x x + +",
        "P8": "x x x x x part part part part part better",
        "P9": "x x x x x x x x x x x",
        "P10": "x + + + x + + + + + +",
        "P11": "x + + + x + + + + + +",
        "P12": "- +4 x x + x x x x x x",
    ]

    /// Where we differ, and `Documentation/DMAOwnership.md` says why.
    private static let differences: [String: String] = [
        "P3 v1": "x", "P8 v5": "x", "P8 v6": "x", "P8 v7": "x", "P10 v5": "x", "P10 v6": "x",
    ]

    private static let footnotes: [Character: String] = [
        "2": "stray release", "4": "NONE argument", "5": "removal test", "n": "NULL token",
    ]

    @Test(arguments: sheet.keys.sorted()) func marksAreTheSheets(property: String) throws {
        let marks = try #require(Self.sheet[property]).split(separator: " ").map(String.init)
        #expect(marks.count == Self.columns.count)
        for (design, marked) in zip(Self.columns, marks) {
            let cell = try #require(Self.table[property, design])
            let expected = Self.differences["\(property) \(design)"] ?? marked
            switch expected.first {
            case "x": #expect(cell.mark == .fails, "\(property) \(design)")
            case "-": #expect(cell.mark == .notApplicable, "\(property) \(design)")
            case "p": #expect(cell.mark == .partly(kept: 1, of: 4), "\(property) \(design)")
            case "b": #expect(cell.mark == .partly(kept: 2, of: 4), "\(property) \(design)")
            default: #expect(cell.mark == .holds, "\(property) \(design)")
            }
            let exceptions = Set(cell.exceptions.compactMap(\.circumstance))
            for footnote in expected.dropFirst() where expected.first == "+" {
                let circumstance = try #require(Self.footnotes[footnote])
                #expect(exceptions.contains(circumstance), "\(property) \(design): \(circumstance)")
            }
        }
    }

    /// What breaks a property that ordinary callers leave whole: everything we found, also what the sheet does not
    /// list.
    @Test func exceptionsAreTheseAndNoOthers() {
        var found: [String: String] = [:]
        for row in Self.table.rows {
            for cell in row.cells where !cell.exceptions.isEmpty && Self.columns.contains(cell.design) {
                let circumstances = Set(cell.exceptions.compactMap(\.circumstance)).sorted()
                found["\(row.property.name) \(cell.design)"] = circumstances.joined(separator: ", ")
            }
        }
        #expect(
            found == [
                "P1 v8": "NULL token, stray release", "P1 6.1": "NULL token, stray release",
                "P1 6.12": "mixed claims, stray release",
                "P2 v1": "NONE argument", "P2 v3": "NONE argument", "P2 v8": "stray release",
                "P2 6.12": "mixed claims, stray release",
                "P3 v4": "removal test", "P3 v8": "NULL token, removal test, stray release",
                "P3 6.1": "NULL token, stray release", "P3 6.12": "mixed claims, stray release",
                "P4 v1": "NONE argument", "P4 v8": "NULL token, stray release",
                "P4 6.1": "NULL token, stray release", "P4 6.12": "mixed claims, stray release",
                "P5 6.1": "NULL token", "P5 6.12": "mixed claims, stray release",
                "P7 6.1": "NULL token, stray release", "P7 6.12": "mixed claims, stray release",
                "P10 v1": "NONE argument", "P10 6.12": "mixed claims, stray release",
                "P12 v1": "NONE argument",
            ])
    }

    /// The lengths of the sheet's counterexamples, in calls.
    @Test(arguments: [
        ("P1", "base", 2), ("P1", "v1", 2), ("P1", "v7", 2), ("P2", "v2", 4), ("P2", "v5", 4),
        ("P3", "v2", 6),
        ("P3", "v3", 5), ("P3", "v5", 2), ("P4", "v5", 3), ("P5", "v1", 1), ("P5", "base", 1),
        ("P6", "base", 2),
        ("P7", "v1", 3), ("P9", "6.12", 2), ("P10", "v4", 2), ("P11", "base", 2), ("P11", "v4", 2),
        ("P12", "v2", 3), ("P12", "v3", 3), ("P12", "v5", 2), ("P12", "6.12", 2),
    ])
    func tracesAreNoLonger(property: String, design: String, length: Int) throws {
        let cell = try #require(Self.table[property, design])
        let violation = try #require(cell.violations.first)
        // g3 needs a stray call where the late group of g2, in three, needs none.
        let isOrdinary = property == "P3" && design == "v5"
        #expect(violation.trace.steps.count <= length + (isOrdinary ? 1 : 0), "\(violation.trace.summary)")
    }

    @Test func tracesOfTheSheetAreFound() throws {
        func summary(_ property: String, _ design: String, clause: String? = nil) -> String? {
            Self.table[property, design]?.violations.first { clause == nil || $0.clause == clause }?.trace
                .summary
        }
        #expect(summary("P7", "v8") == "claim f1 \u{2192} 0; attach_group UA \u{2192} 0; release \u{2192} W")
        #expect(summary("P11", "v4") == "claim f1 \u{2192} 0; probe d0 \u{2192} 0")
        #expect(summary("P11", "base") == "claim f1 \u{2192} 0; probe d0 \u{2192} BUG")
        #expect(
            summary("P2", "v2")
                == "claim f1 \u{2192} 0; attach_shared UA,d0 \u{2192} 0; detach_shared UA,d0 \u{2192} \u{2013}; "
                + "claim f2 \u{2192} 0")
        #expect(
            summary("P8", "v1", clause: "P8a")
                == "K d0 \u{2192} 0; attach_device UA,d0 \u{2192} 0; hotplug d1 \u{2192} 0; K d1 \u{2192} 0")
        #expect(Self.table["P5", "v8"]?.violations.first?.trace.setting == "IOMMU driver without detach_dev")
    }

    @Test func proposalsOfTheReview() {
        func fails(_ design: String) -> [String] {
            Self.table.rows.filter { $0.cells.contains { $0.design == design && $0.mark == .fails } }
                .map(\.property.name)
        }
        #expect(fails("Hellwig") == ["P1", "P3", "P5", "P7", "P8", "P9"])
        #expect(fails("Gunthorpe") == ["P1", "P3", "P5", "P7", "P9"])
        #expect(fails("Lu") == ["P1", "P3", "P5", "P7"])
        #expect(fails("Murphy") == ["P1", "P5", "P9"])
        #expect(Self.table["P8", "Gunthorpe"]?.mark == .partly(kept: 3, of: 4))
        #expect(Self.table["P8", "Murphy"]?.mark == .partly(kept: 3, of: 4))
        #expect(Self.table["P8", "Lu"]?.mark == .notApplicable)
        #expect(Self.table["P12", "Hellwig"]?.exceptions.isEmpty == true)
    }

    @Test func theSearchIsComplete() {
        #expect(Self.table.reachedBounds.isEmpty)
        #expect(!Self.table.rows.contains { $0.cells.contains { $0.mark == .unknown } })
    }

    @Test func pairsThatAreTheSame() {
        for row in Self.table.rows {
            func marks(_ design: String) -> PropertyTable.Mark? {
                Self.table[row.property.name, design]?.mark
            }
            #expect(marks("v5") == marks("v6"))
            #expect(marks("v8") == marks("v8-resend"))
            #expect(marks("6.12") == marks("7.2"))
        }
    }

    @Test func aPartOfTheTable() throws {
        let part = try DMAOwnership.table(designs: ["V8", "base"], properties: ["p7"])
        #expect(part.designs == ["base", "v8"])
        #expect(part.rows.map(\.property.name) == ["P7"])
        #expect(part["P7", "v8"] == Self.table["P7", "v8"])
        #expect(throws: ReferenceModelError.self) { try DMAOwnership.table(designs: ["v9"]) }
        #expect(throws: ReferenceModelError.self) { try DMAOwnership.table(properties: ["P13"]) }
    }
}
