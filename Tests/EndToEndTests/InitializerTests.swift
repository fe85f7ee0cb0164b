import Drift
import Foundation
import Reporting
import Sessions
import Testing
import Workers

/// What variables hold at first is behaviour: entries of tables, numbers, strings, modes.
@Suite struct InitializerTests {
    private static let head = """
        struct lamp { int state; };
        struct ops { int (*open)(struct lamp *); int (*close)(struct lamp *); void *owner; };
        struct id { unsigned short vendor, device; unsigned long data; };
        struct attribute { const char *name; unsigned short mode; };
        struct driver { const char *name; struct attribute attr; const struct id *ids; };
        extern int lamp_open(struct lamp *), lamp_close(struct lamp *), lamp_open2(struct lamp *);

        """

    /// Rule and message of each finding of two C texts.
    static func changes(_ old: String, _ new: String) throws -> [String] {
        try FunctionVerdictTests.report(head + old, head + new).findings.map {
            "\($0.rule): \($0.message.said)"
        }
    }

    private func expect(
        _ old: String, _ new: String, _ there: [String], back: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(try Self.changes(old, new) == there, sourceLocation: sourceLocation)
        #expect(try Self.changes(new, old) == back, sourceLocation: sourceLocation)
        #expect(try Self.changes(old, old).isEmpty, sourceLocation: sourceLocation)
    }

    // MARK: Tables of operations

    @Test func anOperationIsDropped() throws {
        try expect(
            "const struct ops o = { .open = lamp_open, .close = lamp_close };\n",
            "const struct ops o = { .open = lamp_open };\n",
            ["initializer-entry-removed: `o.close` is not set any more; it was lamp_close"],
            back: ["initializer-entry-added: `o.close` is set to lamp_close"])
    }

    @Test func anotherFunctionIsNamed() throws {
        try expect(
            "const struct ops o = { .open = lamp_open };\n", "const struct ops o = { .open = lamp_open2 };\n",
            ["initializer-changed: `o.open` is lamp_open2 instead of lamp_open"],
            back: ["initializer-changed: `o.open` is lamp_open instead of lamp_open2"])
    }

    /// A function of the same name is told by its own verdict, once.
    @Test func theFunctionItselfChanges() throws {
        let table = "const struct ops o = { .open = start };\n"
        let found = try Self.changes(
            "static int start(struct lamp *l) { return 0; }\n" + table,
            "static int start(struct lamp *l) { return 1; }\n" + table)
        #expect(found == ["function-returns-differ: `start()` returns 1 instead of 0"])
    }

    // MARK: Tables of entries

    private static let ids =
        "static const struct id ids[] = { { 0x8086, 1 }, { 0x8086, 2 }, { 0x8087, 3, 9 }, { } };\n"

    @Test func anEntryIsDropped() throws {
        try expect(
            Self.ids, "static const struct id ids[] = { { 0x8086, 1 }, { 0x8087, 3, 9 }, { } };\n",
            ["initializer-entry-removed: `ids` has lost an entry: { .vendor = 0x8086, .device = 2 }"],
            back: ["initializer-entry-added: `ids` has a new entry: { .vendor = 0x8086, .device = 2 }"])
    }

    @Test func anEntryIsChangedInPlace() throws {
        try expect(
            Self.ids, Self.ids.replacing("0x8087, 3, 9", with: "0x8087, 4, 8"),
            ["initializer-changed: `ids[2].device` is 4 instead of 3, `ids[2].data` is 8 instead of 9"],
            back: ["initializer-changed: `ids[2].device` is 3 instead of 4, `ids[2].data` is 9 instead of 8"])
    }

    @Test func theTerminatorIsLost() throws {
        let found = try Self.changes(Self.ids, Self.ids.replacing(", { } }", with: " }"))
        #expect(
            found == [
                "initializer-entry-removed: `ids` has lost the empty entry at its end, where whoever walks it stops"
            ])
    }

    @Test func designatedIndicesCount() throws {
        try expect(
            "enum { A, B, C };\nconst int gains[] = { [A] = 1, [B] = 2, [C] = 4 };\n",
            "enum { A, B, C };\nconst int gains[] = { [C] = 4, [A] = 1, [B] = 3 };\n",
            ["initializer-changed: `gains[1]` is 3 instead of 2"],
            back: ["initializer-changed: `gains[1]` is 2 instead of 3"])
    }

    @Test func manyChangesAreOneFinding() throws {
        let numbers = (0..<40).map { "\($0 + 1)" }.joined(separator: ", ")
        let found = try Self.changes(
            "static const int t[] = { \(numbers) };\n", "static const int t[] = { \(numbers), 99 };\n")
        #expect(found == ["initializer-entry-added: `t` has a new entry: 99"])
        let shifted = (0..<40).map { "\($0 * 3 + 100)" }.joined(separator: ", ")
        let many = try Self.changes(
            "static const int t[] = { \(numbers) };\n", "static const int t[] = { \(shifted) };\n")
        #expect(
            many == [
                "initializer-changed: `t` holds something else in 40 places, the first of them `[0]`: 1 → 100"
            ])
    }

    // MARK: Values

    @Test func numbersStringsAndModes() throws {
        let old =
            "const struct driver d = { .name = \"lamp\", .attr = { \"on\", 0444 } };\nstatic int debug = 1;\nint *use(void) { return &debug; }\n"
        try expect(
            old,
            old.replacing("\"lamp\"", with: "\"lamps\"").replacing("0444", with: "0644").replacing(
                "debug = 1", with: "debug = 0"),
            [
                "initializer-changed: `d.attr.mode` is 0644 instead of 0444",
                "initializer-changed: `d.name` is \"lamps\" instead of \"lamp\"",
                "initializer-changed: `debug` is 0 instead of 1",
            ],
            back: [
                "initializer-changed: `d.attr.mode` is 0444 instead of 0644",
                "initializer-changed: `d.name` is \"lamp\" instead of \"lamps\"",
                "initializer-changed: `debug` is 1 instead of 0",
            ])
    }

    @Test func texts() throws {
        try expect(
            "static const char name[] = \"lamp\";\n", "static const char name[] = \"lump\";\n",
            ["initializer-changed: `name` is \"lump\" instead of \"lamp\""],
            back: ["initializer-changed: `name` is \"lamp\" instead of \"lump\""])
    }

    @Test func membersOfUnionsAndBits() throws {
        let type = "struct u { union { int a; const char *b; }; unsigned lit:1, dim:3; };\n"
        try expect(
            type + "struct u v = { .b = \"x\", .dim = 2 };\n",
            type + "struct u v = { .b = \"y\", .dim = 3 };\n",
            [
                "initializer-changed: `v.b` is \"y\" instead of \"x\"",
                "initializer-changed: `v.dim` is 3 instead of 2",
            ],
            back: [
                "initializer-changed: `v.b` is \"x\" instead of \"y\"",
                "initializer-changed: `v.dim` is 2 instead of 3",
            ])
    }

    /// By member, not by place: a record that grows changes nothing in what is said.
    @Test func aMemberMoreMovesTheOthers() throws {
        let found = try Self.changes(
            "struct w { int a; int b; };\nstruct w v = { .a = 1, .b = 2 };\n",
            "struct w { int a; long more; int b; };\nstruct w v = { .a = 1, .b = 2 };\n")
        #expect(found.allSatisfy { !$0.hasPrefix("initializer") }, "\(found)")
    }

    @Test func theSameInOtherWords() throws {
        let found = try Self.changes(
            "#define ON 3\nconst struct id ids[] = { { .vendor = 1, .device = 2 }, { 4 } };\nint t[2] = { [1] = ON };\n",
            "enum { ON = 1 + 2 };\nconst struct id ids[2] = { [1] = { .vendor = 4 }, [0] = { 1, 1 << 1, 0 } };\nint t[] = { 0, ON };\n"
        )
        #expect(found.allSatisfy { !$0.hasPrefix("initializer") }, "\(found)")
    }

    @Test func whatIsNotReadIsUnknown() throws {
        let report = try FunctionVerdictTests.report(
            "static const double t[] = { 1.5, 2.5 };\n", "static const double t[] = { 1.5, 3.5 };\n")
        #expect(report.findings.isEmpty)
        #expect(report.coverage.unknown.count == 1)
        #expect(report.coverage.unknown.first?.what.said.hasSuffix(": what t holds at first") == true)
        #expect(!TextReporter().render(report).contains("no drift in what is declared\n"))
    }

    // MARK: Literals and values that are computed

    /// What is unknown of initialisers between two C texts, and what changed.
    private func unknown(_ old: String, _ new: String) throws -> [String] {
        let report = try FunctionVerdictTests.report(old, new)
        return report.coverage.unknown.map { "\($0.what.said): \($0.reason.said)" }
            + report.findings.map { "\($0.rule): \($0.message.said)" }
    }

    /// `DEFINE_RATELIMIT_STATE()` and the like: a lock is given as a literal, and a line moves.
    private static let limited = """
        struct lock { union { struct { int counter; } val; unsigned short half; }; };
        struct limit { struct lock lock; int interval; };
        struct limit limit = { .lock = (struct lock){ { { 7 } } }, .interval = 5 * 250 };

        """

    @Test func aLiteralIsWhatItHolds() throws {
        #expect(try unknown(Self.limited, "\n\n" + Self.limited).isEmpty)
        for lines in ["", "\n\n"] {
            #expect(
                try unknown(Self.limited, lines + Self.limited.replacing("{ 7 }", with: "{ 8 }")) == [
                    "initializer-changed: `limit.lock.val.counter` is 8 instead of 7"
                ])
        }
    }

    @Test func aPointerToALiteralIsFollowed() throws {
        let old =
            "struct id { short vendor, device; };\nconst struct id *first = &(struct id){ .vendor = 1, .device = 2 };\n"
        for lines in ["", "\n\n"] {
            #expect(try unknown(old, lines + old).isEmpty)
            #expect(
                try unknown(old, lines + old.replacing("= 2", with: "= 3")) == [
                    "initializer-changed: `first->.device` is 3 instead of 2"
                ])
        }
    }

    @Test func aComputedValueIsItsExpression() throws {
        let old = """
            extern char end[];
            struct range { unsigned long last; int flags; };
            struct range range = { .last = (unsigned long)end - 8, .flags = 1 };

            """
        #expect(try unknown(old, "\n\n" + old).isEmpty)
        #expect(
            try unknown(old, old.replacing("end - 8", with: "end - 9")) == [
                "old → new: what range holds at first: a value that is computed"
            ])
        #expect(
            try unknown(old, "\n\n" + old.replacing("flags = 1", with: "flags = 2")) == [
                "initializer-changed: `range.flags` is 2 instead of 1"
            ])
    }

    // MARK: Reports

    @Test func noReportSaysNoDrift() throws {
        let report = try FunctionVerdictTests.report(
            Self.head + Self.ids, Self.head + Self.ids.replacing("0x8087", with: "0x8088"))
        #expect(report.gravest == .warning)
        let finding = try #require(report.findings.first)
        #expect(finding.symbol == "ids[2]" && finding.flavors.count == 1)
        #expect(finding.site?.line ?? 0 > 0)
        let sides = [finding.before, finding.after].map { side in
            if case .text(let phrase)? = side { phrase.said } else { "" }
        }
        #expect(sides == ["0x8087", "0x8088"])
        for format in [OutputFormat.text, .markdown, .html, .sarif, .json] {
            #expect(format.reporter().render(report).contains("0x8088"), "\(format)")
        }
        for format in [OutputFormat.text, .markdown] {
            #expect(!format.reporter().render(report).lowercased().contains("no drift"), "\(format)")
        }
        let none = try FunctionVerdictTests.report(
            Self.head + Self.ids, Self.head + Self.ids.replacing("0x8087", with: "0x8088"),
            runsFunctions: false)
        #expect(none.findings.isEmpty)
    }
}
