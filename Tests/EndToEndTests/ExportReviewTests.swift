import Drift
import Readings
import Sessions
import Testing

/// Exports that a Makefile, an option or a macro decides on are compared, in both directions.
@Suite struct ExportReviewTests {
    private static let common = [
        "include/linux/lamp.h":
            "struct oil { int level; };\nint lamp_light(int id);\nextern struct oil lamp_oil;\n",
        "drivers/lamp/lamp.c": """
        #include <linux/export.h>
        #include <linux/lamp.h>
        struct oil lamp_oil;
        int lamp_light(int id)
        {
        	return id;
        }
        EXPORT_SYMBOL_GPL(lamp_light);

        """,
        "include/linux/export.h": """
        #define __EXPORT(symbol, kind) extern __typeof__(symbol) symbol; \\
        	static const char __kstrtab_##symbol[] __attribute__((__used__)) = kind #symbol
        #ifdef DEFAULT_SYMBOL_NAMESPACE
        #define EXPORT_SYMBOL_GPL(symbol) __EXPORT(symbol, DEFAULT_SYMBOL_NAMESPACE "gpl:")
        #else
        #define EXPORT_SYMBOL_GPL(symbol) __EXPORT(symbol, "gpl:")
        #endif

        """,
        "drivers/lamp/other.c": "int other(void)\n{\n\treturn 1;\n}\n",
    ]

    private func messages(_ report: DriftReport) -> [String] {
        report.findings.filter { $0.rule == .exportChanged || $0.rule == .variableTypeChanged }.map(
            \.message.said)
    }

    /// Nobody touches the C file: the Makefile gives its exports a namespace.
    @Test(arguments: [false, true])
    func aNamespaceOfTheMakefileIsRead(backwards: Bool) async throws {
        let objects = "obj-y += lamp.o other.o\n"
        let change = TreeChange(
            common: Self.common, old: ["drivers/lamp/Makefile": objects],
            new: ["drivers/lamp/Makefile": objects + "ccflags-y += -DDEFAULT_SYMBOL_NAMESPACE='\"LIGHTS\"'\n"]
        )
        let report = try await change.review(backwards: backwards)
        #expect(report.coverage.files == ["drivers/lamp/lamp.c"])
        let finding = try #require(report.findings.of(.exportChanged).first)
        #expect(finding.symbol == "lamp_light")
        #expect(finding.message.said.contains("LIGHTS"))
        #expect(finding.patch?.number == 1)
        #expect(report.findings.count == 1)
    }

    /// What a Makefile says beside flags has no C file read.
    @Test func otherWordsOfAMakefileChangeNothing() async throws {
        let change = TreeChange(
            common: Self.common, old: ["drivers/lamp/Makefile": "obj-y += lamp.o\n"],
            new: ["drivers/lamp/Makefile": "obj-y += lamp.o other.o\n"])
        let report = try await change.review()
        #expect(report.coverage.files.isEmpty)
        #expect(report.findings.isEmpty)
    }

    @Test(arguments: [false, true])
    func anExportUnderAnOptionThatIsOffIsNone(backwards: Bool) async throws {
        let export = "EXPORT_SYMBOL_GPL(lamp_light);\n"
        let old = Self.common["drivers/lamp/lamp.c"] ?? ""
        let change = TreeChange(
            common: Self.common, old: ["drivers/lamp/lamp.c": old],
            new: [
                "drivers/lamp/lamp.c": old.replacing(
                    export, with: "#ifdef CONFIG_LAMP_EXPORTS\n\(export)#endif\n")
            ])
        let findings = try await change.review(backwards: backwards).findings.of(.exportChanged)
        let finding = try #require(findings.first)
        #expect(finding.compatibility == (backwards ? .extension : .incompatible))
        #expect(finding.flavors == ["x86_64"])
    }

    @Test(arguments: [false, true])
    func aWrapperExportsTheSame(backwards: Bool) async throws {
        let export = "EXPORT_SYMBOL_GPL(lamp_light);\n"
        let old = Self.common["drivers/lamp/lamp.c"] ?? ""
        let change = TreeChange(
            common: Self.common, old: ["drivers/lamp/lamp.c": old],
            new: [
                "drivers/lamp/lamp.c":
                    old.replacing(
                        export,
                        with: "#define LAMP_EXPORT(x) EXPORT_SYMBOL_GPL(x)\nLAMP_EXPORT(lamp_light);\n")
            ])
        #expect(messages(try await change.review(backwards: backwards)).isEmpty)
    }

    /// A variable's export, and what its type reaches.
    @Test(arguments: [false, true])
    func variablesAreExported(backwards: Bool) async throws {
        let old = Self.common["drivers/lamp/lamp.c"] ?? ""
        let change = TreeChange(
            common: Self.common, old: ["drivers/lamp/lamp.c": old],
            new: ["drivers/lamp/lamp.c": old + "EXPORT_SYMBOL_GPL(lamp_oil);\n"])
        let report = try await change.review(backwards: backwards, files: ["include/linux/lamp.h"])
        #expect(report.findings.isEmpty)
        let both = try await change.review(
            backwards: backwards, files: ["include/linux/lamp.h", "drivers/lamp/lamp.c"])
        let finding = try #require(both.findings.of(.variableTypeChanged).first)
        #expect(finding.compatibility == (backwards ? .incompatible : .extension))
    }

    @Test func anExportedVariableReachesItsType() async throws {
        let unit = (Self.common["drivers/lamp/lamp.c"] ?? "") + "EXPORT_SYMBOL_GPL(lamp_oil);\n"
        let header = Self.common["include/linux/lamp.h"] ?? ""
        let change = TreeChange(
            common: Self.common, old: ["include/linux/lamp.h": header, "drivers/lamp/lamp.c": unit],
            new: [
                "include/linux/lamp.h": header.replacing("int level;", with: "long level;"),
                "drivers/lamp/lamp.c": unit + "int lamp_more;\n",
            ])
        let finding = try #require(try await change.review().findings.of(.memberTypeChanged).first)
        #expect(finding.consequences.contains(.reachesExports(["lamp_oil"])))
    }
}
