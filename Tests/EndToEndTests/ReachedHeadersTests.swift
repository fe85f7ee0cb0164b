import ABIModel
import Drift
import Readings
import Sessions
import Testing

/// What a change does to headers that nobody touched is found and told, in both directions, and no other header is read.
@Suite struct ReachedHeadersTests {
    /// A macro, the count of an enum, and a typedef, which size and answer elsewhere.
    private static func slots(_ count: Int, _ kinds: String, _ position: String) -> String {
        """
        #ifndef _LINUX_RING_SLOTS_H
        #define _LINUX_RING_SLOTS_H
        #define RING_SLOTS \(count)
        enum ring_kind { RING_IN, \(kinds) RING_KINDS };
        typedef \(position) ring_position;
        #endif

        """
    }

    private static let change = TreeChange(
        common: [
            "include/linux/ring.h": """
            #include <linux/ring-slots.h>
            struct ring { int head; int slots[RING_SLOTS]; };
            struct ring_counters { int of[RING_KINDS]; };
            struct ring_cursor { ring_position at; int length; };
            static inline int ring_room(void) { return RING_SLOTS - 1; }
            #ifdef CONFIG_IOMMU_API
            int ring_default(void);
            #else
            static inline int ring_default(void) { return RING_SLOTS; }
            #endif

            """,
            "include/linux/deck.h":
                "#include <linux/ring.h>\nstruct deck { struct ring ring; long tail; };\n",
            "include/linux/ship.h": "#include <linux/deck.h>\nstruct ship { struct deck decks[2]; };\n",
            "drivers/ring/own.h":
                "#include <linux/ring-slots.h>\nstruct own_ring { char name[RING_SLOTS]; };\n",
            // It points to one, it says the word in a comment, and it has a macro of that name to itself.
            "include/linux/pointing.h": "#include <linux/ring.h>\nstruct pointing { struct ring *ring; };\n",
            "include/linux/saying.h":
                "#include <linux/ring.h>\n/* RING_SLOTS */\nstruct saying { int a; };\n",
            "include/linux/alone.h": "#define RING_SLOTS 3\nstruct alone { int a[RING_SLOTS]; };\n",
        ],
        old: ["include/linux/ring-slots.h": slots(8, "", "unsigned int")],
        new: ["include/linux/ring-slots.h": slots(16, "RING_OUT,", "unsigned long")])

    private static let read = [
        "drivers/ring/own.h", "include/linux/deck.h", "include/linux/ring-slots.h", "include/linux/ring.h",
        "include/linux/ship.h",
    ]

    private func check(_ report: DriftReport, isBackwards: Bool) throws {
        #expect(report.coverage.files == Self.read)
        #expect(report.coverage.unknown.isEmpty)
        let found = report.findings.brief
        #expect(
            found.isSuperset(of: [
                "macro-value-changed RING_SLOTS", "member-type-changed struct ring.slots",
                "member-type-changed struct ring_counters.of", "member-type-changed struct own_ring.name",
                "inline-return-differs ring_room", "stub-return-differs ring_default",
            ]), "\(found)")
        #expect(
            found.contains { $0.hasSuffix("struct ring_cursor") || $0.hasSuffix("struct ring_cursor.at") },
            "\(found)")
        // What embeds the record follows from it, three deep.
        let ring = try #require(report.findings.first { $0.symbol == "struct ring.slots" })
        let (small, large) = (36, 68)
        #expect(
            ring.consequences.contains(
                .resized(
                    record: "struct ring", from: isBackwards ? large : small, to: isBackwards ? small : large)
            ))
        for outer in ["struct deck", "struct ship"] {
            #expect(
                ring.consequences.contains {
                    if case .outerResized(outer, _, _) = $0 { true } else { false }
                }, "\(outer)")
        }
        // The cause is named.
        #expect(ring.consequences.contains(.follows(from: ["RING_SLOTS"])))
        let counters = try #require(report.findings.first { $0.symbol == "struct ring_counters.of" })
        #expect(counters.consequences.contains(.follows(from: ["RING_KINDS"])))
        let cause = try #require(report.findings.first { $0.symbol == "RING_SLOTS" })
        #expect(!cause.consequences.contains { if case .follows = $0 { true } else { false } })
    }

    @Test(arguments: [false, true]) func treesAreCompared(backwards: Bool) throws {
        try check(try Self.change.diff(backwards: backwards), isBackwards: backwards)
    }

    @Test(arguments: [false, true]) func aPatchIsReviewed(backwards: Bool) async throws {
        let report = try await Self.change.review(backwards: backwards, runsFunctions: true)
        try check(report, isBackwards: backwards)
        #expect(report.findings.allSatisfy { $0.patch?.number == 1 }, "\(report.findings.map(\.patch))")
    }

    @Test func theRightPatchIsNamed() async throws {
        let kinds = ["include/linux/ring-slots.h": Self.slots(8, "RING_OUT,", "unsigned int")]
        let report = try await Self.change.review([kinds, Self.change.new], from: Self.change.old)
        let patches = Dictionary(
            report.findings.filter { $0.to == .revision("v1") }.map { ($0.symbol, $0.patch?.number) },
            uniquingKeysWith: { first, _ in first })
        #expect(patches["struct ring_counters.of"] == 1)
        #expect(patches["struct ring.slots"] == 2)
        #expect(patches["ring_room"] == 2)
    }

    @Test func whoNamesFilesGetsThese() throws {
        let report = try Self.change.diff(files: ["include/linux/ring-slots.h"])
        #expect(report.coverage.files == ["include/linux/ring-slots.h"])
    }

    @Test func aCommentReachesNothing() throws {
        let path = "include/linux/ring-slots.h"
        let text = try #require(Self.change.old[path])
        let change = TreeChange(
            common: Self.change.common, old: [path: text], new: [path: text + "/* said */\n"])
        let report = try change.diff()
        #expect(report.findings.isEmpty && report.coverage.files == [path])
    }

    @Test func tooManyAreUnknownByName() throws {
        var change = Self.change
        for number in 1...40 {
            change.common["include/linux/many\(number).h"] =
                "#include <linux/ring-slots.h>\nstruct many\(number) { int a[RING_SLOTS]; };\n"
        }
        let report = try change.diff()
        #expect(report.coverage.files.count == 33)
        let names = report.coverage.unknown.compactMap { entry in
            if case .name(let name) = entry.subject { name } else { nil }
        }
        #expect(names.count == 12 && names.allSatisfy { $0.hasSuffix(".h") })
    }
}
