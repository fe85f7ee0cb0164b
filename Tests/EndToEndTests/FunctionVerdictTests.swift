import ABIModel
import Drift
import Foundation
import Readings
import Reporting
import Sessions
import Testing
import Workers

/// `kdrift diff` gives a verdict on every function whose body differs.
@Suite struct FunctionVerdictTests {
    /// What both sides declare.
    static let head = """
        struct mutex { int n; };
        struct room { int id; };
        struct lamp { struct mutex lock; struct room *room; int state; };
        extern void mutex_lock(struct mutex *lock);
        extern void mutex_unlock(struct mutex *lock);
        extern int room_get(struct lamp *l, int number);
        extern int _printk(const char *format, ...);

        """

    static func report(
        _ old: String, _ new: String, runsFunctions: Bool = true
    ) throws -> DriftReport {
        let tree = try ScratchTree()
        try tree.write(head + old, to: "old/lamp.c")
        try tree.write(head + new, to: "new/lamp.c")
        return try DiffSession(
            options: .init(
                old: TreeOptions(path: tree.place("old/lamp.c")),
                new: TreeOptions(path: tree.place("new/lamp.c")), model: .none, runsFunctions: runsFunctions),
            pool: try ExtractionPool(workerCount: 1)
        ).run()
    }

    private func verdicts(_ report: DriftReport) -> [String] {
        report.functions.map { "\($0.symbol) \($0.verdict.rawValue) \($0.method ?? "-")" }
    }

    /// A body that clang did not read has no variables, beside one that has some.
    @Test(arguments: [true, false])
    func aBodyThatWasNotReadIsUnknown(isOldRead: Bool) throws {
        let (read, broken) = (
            "int raise(int a) { int b = a; return b + 1; }",
            "int raise(int step) { return no_such_thing(step).x; }"
        )
        let report = try Self.report(isOldRead ? read : broken, isOldRead ? broken : read)
        #expect(verdicts(report) == ["raise unknown -"])
    }

    @Test func everyChangedFunctionHasItsRow() throws {
        let report = try Self.report(
            """
            int untouched(int a) { return a + 1; }
            int sum(int a, int b) { return a + b; }
            int log(int a) { _printk("a %d", a); return a; }
            void set(struct lamp *l, int v) { l->state = v; }
            int wave(int a) { return a; }
            int gone(void) { return 1; }
            """,
            """
            int untouched(int a) { return a + 1; }
            int sum(int a, int b) { int c = b; return c + a; }
            int log(int a) { _printk("a is %d", a); return a; }
            void set(struct lamp *l, int v) { if (v != 3) l->state = v; }
            int wave(long a) { return 1; }
            int added(void) { return 1; }
            """)
        #expect(
            verdicts(report) == [
                "log same-but-log terms", "set drifted counterexample", "sum same terms", "wave unknown -",
            ])
        let rows = report.functions
        #expect(rows.allSatisfy { $0.from == "old" && $0.to == "new" && $0.file == "lamp.c" })
        #expect(rows.allSatisfy { $0.flavors == ["x86_64"] && $0.fingerprint.count == 16 })
        #expect(Set(rows.map(\.fingerprint)).count == rows.count)
        // What is not decided says why and where, and is counted.
        let unknown = try #require(rows.last)
        #expect(unknown.reason?.isEmpty == false && unknown.site.file == "lamp.c")
        #expect(report.coverage.unknown.map(\.what.said) == ["old → new: wave()"])
    }

    @Test func theReportCountsThem() throws {
        let report = try Self.report(
            "int sum(int a, int b) { return a + b; }\n", "int sum(int a, int b) { return b - -a; }\n")
        #expect(TextReporter().render(report).contains("old → new: 1 function changed: 1 same\n"))
        let json = try JSONSerialization.jsonObject(with: Data(JSONReporter().render(report).utf8))
        let row = try #require(((json as? [String: Any])?["functions"] as? [[String: Any]])?.first)
        #expect(row["symbol"] as? String == "sum" && row["verdict"] as? String == "same")
        #expect(row["premises"] as? [String] == [])
    }

    @Test func whatASeparateHeaderSaysCounts() throws {
        let tree = try ScratchTree()
        for (side, step) in [("old", "1"), ("new", "2")] {
            try tree.write("#define STEP \(step)\n", to: "\(side)/step.h")
            try tree.write(
                "#include \"step.h\"\nint next(int a) { return a + STEP; }\n", to: "\(side)/count.c")
        }
        let report = try DiffSession(
            options: .init(
                old: TreeOptions(path: tree.place("old/count.c")),
                new: TreeOptions(path: tree.place("new/count.c")), model: .none),
            pool: try ExtractionPool(workerCount: 1)
        ).run()
        #expect(verdicts(report) == ["next drifted counterexample"])
    }

    @Test func nothingIsRunWhereThatIsNotWanted() throws {
        let report = try Self.report(
            "int one(void) { return 1; }\n", "int one(void) { return 2; }\n", runsFunctions: false)
        #expect(report.functions.isEmpty)
    }
}
