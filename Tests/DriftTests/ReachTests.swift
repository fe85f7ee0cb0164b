import ABIModel
import Testing

@testable import Drift

@Suite struct ReachTests {
    private func exported(_ text: String) throws -> RevisionSnapshot {
        var result = try revision("x", text)
        for flavor in result.flavors.indices {
            for index in result.flavors[flavor].snapshot.functions.indices
            where result.flavors[flavor].snapshot.functions[index].name.hasPrefix("api_") {
                result.flavors[flavor].snapshot.functions[index].export = .init(macro: "EXPORT_SYMBOL_GPL")
            }
        }
        return result
    }

    private func found(_ before: String, _ after: String) throws -> [Finding] {
        let comparison = RevisionComparison(old: try exported(before), new: try exported(after))
        return comparison.withReach(comparison.findings())
    }

    @Test func aChangedRecordNamesTheExportsThatReachIt() throws {
        let tail = """
            struct outer { struct inner *i; };
            typedef struct outer handle;
            int api_direct(struct inner *i);
            int api_through(handle *h);
            int api_other(int a);
            int inside(struct inner *i);
            """
        let all = try found("struct inner { int a; long b; };\n" + tail, "struct inner { int a; };\n" + tail)
        #expect(all.brief == ["member-removed struct inner.b"])
        #expect(all[0].consequences.last == .reachesExports(["api_direct", "api_through"]))
    }

    @Test func whatNobodyReachesSaysNothing() throws {
        let all = try found(
            "struct r { int a; long b; };\nint api_f(int a);\n", "struct r { int a; };\nint api_f(int a);\n")
        #expect(!all[0].consequences.contains { $0.isReach })
    }

    @Test func allNamesAreThere() throws {
        let functions = (10..<21).map { "int api_\($0)(enum e v);\n" }.joined()
        let all = try found("enum e { A, B };\n" + functions, "enum e { A };\n" + functions)
        #expect(all[0].consequences.last == .reachesExports((10..<21).map { "api_\($0)" }))
    }

    @Test func userSpaceIsReachedThroughItsRecords() {
        func record(_ name: String, _ file: String, _ type: String?) -> Record {
            let member = type.map { Member(name: "m", type: $0, offsetBits: 0, sizeBits: 32) }
            return Record(
                name: name, sizeBytes: 4, alignBytes: 4, members: member.map { [$0] } ?? [],
                site: SourceSite(file: file, line: 1))
        }
        let reach = Reach(
            Snapshot(records: [
                record("inner", "include/linux/i.h", nil),
                record("request", "include/uapi/linux/r.h", "struct inner"),
            ]))
        #expect(reach.consequences(of: "inner") == [.reachesUserSpace(["struct request"])])
    }
}

extension Consequence {
    fileprivate var isReach: Bool {
        switch self {
        case .reachesExports, .reachesUserSpace: true
        default: false
        }
    }
}
