import ReferenceModels
import Testing

/// Our table of designs and properties against the table of facts G.
@Suite struct PropertyTableTests {
    private static let table = try! DMAOwnership.table()
    private static let columns = [
        "base", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v8-resend", "6.1", "6.12", "7.2",
    ]

    /// The sheet's marks: `x` fails, `p` is kept in part, `+` holds, `+2`… holds with the sheet's footnotes, `-` does
    /// not apply. The number behind `x` and `p` is the length of the counterexample g1…g18 that the sheet gives, in
    /// calls; where it gives none there is none.
    private static let sheet: [String: String] = [
        "P1": "x2 x2 x2 x2 + x2 x2 x2 +2 +2 +2 +2 +2",
        "P2": "- + x4 + + x4 x4 x4 +2 +2 + + +",
        "P3": "- +4 x6 x5 +5 x3 x3 x3 +25 +25 +2 +2 +2",
        "P4": "- +4 x6 x5 + x3 x3 x3 +2n +2n +n +2 +2",
        "P5": "x x1 x1 x1 x1 x1 x1 x1 x1 x1 + + +",
        "P6": "x + + + + + + + + + + + +",
        "P7": "+ x3 x3 x3 x3 x3 x3 x3 x3 x3 + + +",
        "P8": "x5 x5 x5 x5 x5 p5 p5 p5 p5 p5 p5 p5 p5",
        "P9": "x2 x2 x2 x2 x2 x2 x2 x2 x2 x2 x2 x2 x2",
        "P10": "x + + + x2 + + + + + + + +",
        "P11": "x2 + + + x2 + + + + + + + +",
        "P12": "- +4 x3 x3 + x3 x3 x3 x3 x3 x3 x3 x3",
    ]

    /// Where we differ, and `Documentation/ReferenceModels.md` says why.
    private static let differences: [String: String] = [
        "P3 v1": "x", "P8 v5": "x5", "P8 v6": "x5", "P8 v7": "x5", "P10 v5": "x", "P10 v6": "x",
    ]

    /// How many of P8's four clauses the designs keep that keep some.
    private static let partsOfP8 = ["v8": 1, "v8-resend": 1, "6.1": 1, "6.12": 2, "7.2": 2]

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
            case "p":
                let kept = try #require(Self.partsOfP8[design])
                #expect(cell.mark == .partly(kept: kept, of: 4), "\(property) \(design)")
            case "-": #expect(cell.mark == .notApplicable, "\(property) \(design)")
            default: #expect(cell.mark == .holds, "\(property) \(design)")
            }
            if let length = Int(expected.dropFirst()), expected.first != "+" {
                for violation in cell.violations {
                    let summary = violation.trace.summary
                    #expect(violation.trace.steps.count <= length, "\(property) \(design): \(summary)")
                }
            }
            #expect(cell.violations.allSatisfy { !$0.trace.steps.isEmpty })
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
            let told = Set(Self.columns).subtracting(["v8-resend", "7.2"])
            for cell in row.cells where !cell.exceptions.isEmpty && told.contains(cell.design) {
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

    @Test func theDifferencesHaveTheTracesThatTheDocumentationTells() {
        func summary(_ property: String, _ design: String) -> String? {
            Self.table[property, design]?.violations.first?.trace.summary
        }
        #expect(
            summary("P3", "v1") == "K d0 \u{2192} 0; probe d1 \u{2192} 0; unbind d1 \u{2192} \u{2013}")
        #expect(
            summary("P8", "v5")
                == "K d0 \u{2192} 0; attach_device UA,d0 \u{2192} 0; probe d1 \u{2192} 0; "
                + "unbind d1 \u{2192} \u{2013}; K d1 \u{2192} 0")
        for design in ["v5", "v6"] {
            #expect(
                summary("P10", design)
                    == "claim f1 \u{2192} 0; attach_group UB \u{2192} 0; probe d1 \u{2192} 0; "
                    + "unbind d1 \u{2192} \u{2013}; release \u{2192} W; K d0 \u{2192} 0; claim f1 \u{2192} 0")
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
