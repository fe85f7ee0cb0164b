import ABIModel
@testable import Drift
import Testing

@Suite struct FunctionRuleTests {
    private func snapshot(header: Bool, linkage: Function.Linkage = .external) -> Snapshot {
        func function(_ file: String, _ isDefinition: Bool) -> Function {
            Function(
                name: "f", returnType: "int", parameters: [], linkage: linkage, isDefinition: isDefinition,
                site: SourceSite(file: file, line: 1))
        }
        return Snapshot(
            functions: (header ? [function("include/linux/f.h", false)] : []) + [function("kernel/f.c", true)]
        )
    }

    private func revision(_ label: Label, _ snapshot: Snapshot, flavor: String = "x") -> RevisionSnapshot {
        RevisionSnapshot(label: label, flavors: [FlavorSnapshot(flavor: flavor, snapshot: snapshot)])
    }

    @Test func aPrototypeThatLeavesItsHeaderIsSeen() {
        let all = compare(revision("a", snapshot(header: true)), revision("b", snapshot(header: false)))
        #expect(all.map(\.message.said) == ["`f` is no longer declared in include/linux/f.h"])
        #expect(all.map(\.severity) == [.error])
        #expect(
            compare(revision("a", snapshot(header: false)), revision("b", snapshot(header: true))).isEmpty)
    }

    @Test func madeStaticIsOneFinding() {
        let all = compare(
            revision("a", snapshot(header: true)), revision("b", snapshot(header: false, linkage: .static)))
        #expect(all.brief == ["linkage-changed f"])
        #expect(all[0].message.said == "`f` changed from external to static")
    }

    @Test func aFlavorOfOneSideOnlyIsNotCompared() {
        let comparison = RevisionComparison(
            old: revision("a", snapshot(header: true)),
            new: revision("b", snapshot(header: false), flavor: "arm64"))
        #expect(comparison.findings().isEmpty)
        #expect(comparison.flavorsNotCompared == ["arm64", "x"])
    }

    @Test func declarationsMovedBetweenHeadersAreTheSame() throws {
        func moved(_ path: String) throws -> RevisionSnapshot {
            try read("x", "struct s { int a; }; int f(void);\n#define M 3\nenum e { E_A };\n", path)
        }
        #expect(compare(try moved("include/linux/a.h"), try moved("include/linux/b.h")).isEmpty)
    }

    private func read(_ label: Label, _ text: String, _ path: String) throws -> RevisionSnapshot {
        try DriftTests.revision(label, text, path: path)
    }

    @Test func documentationThatWasWrongBeforeIsNotReported() throws {
        let comment = "/**\n * f() - does it\n * @b: not there\n */\n"
        #expect(
            try findings(comment + "int f(int a);", comment + "long f(int a);").of(.kernelDocMismatch)
                .isEmpty)
        let fresh = try findings("int g(int a);", "int g(int a);\n" + comment + "int f(int a);")
        #expect(
            fresh.of(.kernelDocMismatch).map(\.message.said) == [
                "the kernel-doc comment of `f` documents `@b`, which is no parameter and does not document "
                    + "parameter `a`"
            ])
    }

    @Test func parametersThatComeAndGoAreNamed() throws {
        let all = try findings("int f(int a, long b);", "int f(int a);")
        #expect(all.map(\.message.said) == ["`f` takes 1 parameter instead of 2: `long b` is gone"])
    }

    @Test func stubAnswersAreComparedByMeaning() throws {
        func text(_ body: String) -> String {
            "#ifdef CONFIG_EXAMPLE\nint f(int a);\n#else\nstatic inline int f(int a) { \(body) }\n#endif\n"
        }
        #expect(try findings(text("return -22;"), text("return -(20 + 2);")).isEmpty)
        let grave = try findings(text("return -22;"), text("return 0;"))
        #expect(grave.map(\.severity) == [.error])
        #expect(
            grave.map(\.message.said)
                == ["the stub of `f` under `!CONFIG_EXAMPLE` returns 0 instead of -EINVAL"])
    }
}
