import Drift
import Sessions
import Testing

/// What macros put into sections of their own is told in their words, once.
@Suite struct RegistrationTests {
    /// Macros of our own that leave behind what the kernel's do.
    private static let head = """
        #define __init __attribute__((section(".init.text")))
        #define __used_in(name) __attribute__((used, section(name)))
        #define __id2(prefix, number) __UNIQUE_ID_##prefix##number
        #define __id(prefix, number) __id2(prefix, number)
        #define MODULE_INFO(tag, text) \\
            static const char __id(tag, __COUNTER__)[] __used_in(".modinfo") = #tag "=" text
        #define MODULE_LICENSE(text) MODULE_INFO(license, text)
        #define MODULE_ALIAS(text) MODULE_INFO(alias, text)
        struct param_ops { int flags; };
        extern const struct param_ops param_ops_int, param_ops_bool;
        struct param { const char *name; const struct param_ops *ops; unsigned short perm; void *arg; };
        #define module_param(var, type, mode) \\
            MODULE_INFO(parmtype, #var ":" #type); \\
            static const char __param_str_##var[] = #var; \\
            static const struct param __param_##var __used_in("__param") = \\
                { __param_str_##var, &param_ops_##type, mode, &var }
        struct fixup { unsigned short vendor, device; void (*hook)(int *); };
        #define __fixup2(where, name, line, v, d) \\
            static const struct fixup __pci_fixup_##name##line __used_in(where) = { v, d, name }
        #define __fixup(where, name, line, v, d) __fixup2(where, name, line, v, d)
        #define FIXUP_HEADER(v, d, name) __fixup(".pci_fixup_header", name, __LINE__, v, d)
        #define FIXUP_FINAL(v, d, name) __fixup(".pci_fixup_final", name, __LINE__, v, d)
        typedef int (*initcall_t)(void);
        #define initcall(level, f) static initcall_t __initcall_##f##level __used_in(".initcall" #level ".init") = f
        struct id { unsigned vendor, device; };
        #define DEVICE_TABLE(kind, name) \\
            extern const typeof(name) __mod_##kind##__##name##_device_table __attribute__((unused, alias(#name)))
        extern void quirk(int *), other(int *);

        """

    private func changes(_ old: String, _ new: String) throws -> [String] {
        let report = try FunctionVerdictTests.report(Self.head + old, Self.head + new)
        #expect(Set(report.findings.map(\.identity)).count == report.findings.count)
        return report.findings.map { "\($0.rule) \($0.symbol): \($0.message.said)" }
    }

    private func expect(
        _ old: String, _ new: String, _ there: [String], back: [String],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(try changes(old, new) == there, sourceLocation: sourceLocation)
        #expect(try changes(new, old) == back, sourceLocation: sourceLocation)
        #expect(try changes(old, "\n\n" + old).isEmpty, sourceLocation: sourceLocation)
    }

    @Test func theLicence() throws {
        try expect(
            "MODULE_LICENSE(\"GPL\");\nMODULE_ALIAS(\"a\");\n",
            "MODULE_ALIAS(\"a\");\nMODULE_LICENSE(\"GPL v2\");\n",
            [
                "initializer-changed MODULE_LICENSE: `MODULE_LICENSE(\"GPL v2\")` instead of `MODULE_LICENSE(\"GPL\")`"
            ],
            back: [
                "initializer-changed MODULE_LICENSE: `MODULE_LICENSE(\"GPL\")` instead of `MODULE_LICENSE(\"GPL v2\")`"
            ])
        try expect(
            "MODULE_LICENSE(\"GPL\");\nint a;\n", "int a;\n",
            ["registration-removed MODULE_LICENSE: `MODULE_LICENSE(\"GPL\")` is gone"],
            back: ["registration-added MODULE_LICENSE: `MODULE_LICENSE(\"GPL\")` is new"])
    }

    @Test func oneAliasOfTwo() throws {
        try expect(
            "MODULE_ALIAS(\"a\");\nMODULE_ALIAS(\"b\");\n", "MODULE_ALIAS(\"b\");\n",
            ["registration-removed MODULE_ALIAS(\"a\"): `MODULE_ALIAS(\"a\")` is gone"],
            back: ["registration-added MODULE_ALIAS(\"a\"): `MODULE_ALIAS(\"a\")` is new"])
    }

    @Test func aParameterIsOneFinding() throws {
        let debug = "static int debug;\nmodule_param(debug, int, 0444);\nint *get(void) { return &debug; }\n"
        try expect(
            debug, debug.replacing("0444", with: "0644"),
            ["initializer-changed debug: the module parameter `debug`: its mode is 0644 instead of 0444"],
            back: [
                "initializer-changed debug: the module parameter `debug`: its mode is 0444 instead of 0644"
            ])
        try expect(
            debug, debug.replacing("module_param(debug, int, 0444);\n", with: ""),
            ["registration-removed debug: the module parameter `debug` is gone"],
            back: ["registration-added debug: the module parameter `debug` is new"])
        try expect(
            debug, debug.replacing("debug, int,", with: "debug, bool,"),
            ["initializer-changed debug: the module parameter `debug`: its type is bool instead of int"],
            back: ["initializer-changed debug: the module parameter `debug`: its type is int instead of bool"]
        )
    }

    @Test func theDeviceTable() throws {
        let table = "const struct id ids[] = { { 1, 2 }, { } };\n"
        try expect(
            table + "DEVICE_TABLE(pci, ids);\n", table,
            ["registration-removed MODULE_DEVICE_TABLE: `MODULE_DEVICE_TABLE(…, ids)` is gone"],
            back: ["registration-added MODULE_DEVICE_TABLE: `MODULE_DEVICE_TABLE(…, ids)` is new"])
    }

    @Test func aFixupsPhaseAndDevice() throws {
        try expect(
            "FIXUP_HEADER(0x8086, 0x1234, quirk);\n", "\nFIXUP_FINAL(0x8086, 0x1234, quirk);\n",
            ["section-changed quirk: the PCI fixup `quirk()` is run at `final` instead of run at `header`"],
            back: [
                "section-changed quirk: the PCI fixup `quirk()` is run at `header` instead of run at `final`"
            ])
        try expect(
            "FIXUP_HEADER(0x8086, 0x1234, quirk);\n", "FIXUP_HEADER(0x8086, 0x1235, quirk);\n",
            ["initializer-changed quirk: the PCI fixup `quirk()`: `.device` is 0x1235 instead of 0x1234"],
            back: [
                "initializer-changed quirk: the PCI fixup `quirk()`: `.device` is 0x1234 instead of 0x1235"
            ])
    }

    /// As architectures write it that have relative addresses.
    @Test func aFixupInAssembly() throws {
        func fixup(_ phase: String) -> String {
            "asm(\".section .pci_fixup_\(phase), \\\"a\\\"\\n.balign 16\\n.short 0x8086, 0x1234\\n.long quirk - .\\n.previous\\n\");\n"
        }
        try expect(
            fixup("header"), fixup("final"),
            ["section-changed quirk: the PCI fixup `quirk()` is run at `final` instead of run at `header`"],
            back: [
                "section-changed quirk: the PCI fixup `quirk()` is run at `header` instead of run at `final`"
            ])
    }

    @Test func anInitcallsLevel() throws {
        let function = "static int __init start(void) { return 0; }\n"
        try expect(
            function + "initcall(6, start);\n", function + "initcall(7, start);\n",
            [
                "section-changed start: the initcall `start()` is a late initcall (level 7) instead of a device initcall (level 6)"
            ],
            back: [
                "section-changed start: the initcall `start()` is a device initcall (level 6) instead of a late initcall (level 7)"
            ])
    }

    @Test func aFunctionsSection() throws {
        try expect(
            "int __init start(void) { return 0; }\n", "int start(void) { return 0; }\n",
            ["section-changed start: `start()` is not `__init` (section `.init.text`) any more"],
            back: ["section-changed start: `start()` is `__init` (section `.init.text`) now"])
        try expect(
            "int x __attribute__((section(\".init.data\"))) = 1;\n",
            "int x __attribute__((section(\".data..read_mostly\"))) = 1;\n",
            [
                "section-changed x: `x` is `__read_mostly` (section `.data..read_mostly`) instead of `__initdata` (section `.init.data`)"
            ],
            back: [
                "section-changed x: `x` is `__initdata` (section `.init.data`) instead of `__read_mostly` (section `.data..read_mostly`)"
            ])
    }

    /// Notes that tools keep change with every line.
    @Test func whatToolsKeepIsNobodysChange() throws {
        let note = "static int __note __attribute__((used, section(\"__dyndbg\"))) = __LINE__;\n"
        #expect(try changes("int a;\n" + note, "\n\nint a;\n" + note).isEmpty)
    }

    /// The example of each rule, as `kdrift explain` shows it.
    @Test(arguments: RuleCatalog.all.filter { $0 is any VariableRule.Type }.map { $0.id })
    func examples(_ id: String) throws {
        let rule = try #require(RuleCatalog.all.first { $0.id == id })
        let report = try FunctionVerdictTests.report(rule.example.before, rule.example.after)
        #expect(report.findings.map(\.rule.name) == [id])
    }
}
