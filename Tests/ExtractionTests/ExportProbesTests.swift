import ABIModel
import ExtractionMessages
import Testing

@testable import Extraction

/// What a C file exports is what clang makes of it: options, namespaces and macros of its own count.
@Suite struct ExportProbesTests {
    /// In words of our own what the kernel's macros come to.
    private static let header = """
        #define __EXPORT(sym, license, ns) extern typeof(sym) sym; asm(".asciz " #sym license ns)
        #define __EXPORT_SYMBOL(sym, license, ns) __EXPORT(sym, license, ns)
        #define export_text_(x) #x
        #define export_text(x) export_text_(x)
        #ifdef DEFAULT_SYMBOL_NAMESPACE
        #define EXPORT_SYMBOL(sym) __EXPORT_SYMBOL(sym, "", export_text(DEFAULT_SYMBOL_NAMESPACE))
        #else
        #define EXPORT_SYMBOL(sym) __EXPORT_SYMBOL(sym, "", "")
        #endif
        #define EXPORT_SYMBOL_GPL(sym) __EXPORT_SYMBOL(sym, "GPL", "")
        #define EXPORT_SYMBOL_NS_GPL(sym, ns) __EXPORT_SYMBOL(sym, "GPL", #ns)

        """

    private func exports(
        _ text: String, _ arguments: String..., including own: String = ""
    ) throws -> [String: Function.Export] {
        let response = try Extractor().extract(
            ExtractionRequest(
                root: "/", mainFile: "lamp.c", arguments: ["-Iinclude", "-std=gnu11"] + arguments,
                overlay: ["lamp.c": text, "include/export.h": Self.header + own], skipsFunctionBodies: true))
        #expect(response.failure == nil)
        #expect(response.errors.isEmpty)
        var result: [String: Function.Export] = [:]
        for function in response.snapshot.functions { result[function.name] = function.export }
        for variable in response.snapshot.variables { result[variable.name] = variable.export }
        return result
    }

    private let lamp = "#include <export.h>\nint lamp(void)\n{\n\treturn 0;\n}\n"

    @Test func anOptionDecides() throws {
        let text = lamp + "#ifdef CONFIG_OIL\nEXPORT_SYMBOL(lamp);\n#else\nEXPORT_SYMBOL_GPL(lamp);\n#endif\n"
        #expect(try exports(text, "-DCONFIG_OIL=1") == ["lamp": .init(macro: "EXPORT_SYMBOL")])
        #expect(try exports(text) == ["lamp": .init(macro: "EXPORT_SYMBOL_GPL")])
        let alone = lamp + "#if defined(CONFIG_OIL) && \\\n\t1\nEXPORT_SYMBOL(lamp);\n#endif\n"
        #expect(try exports(alone).isEmpty)
        #expect(try exports(alone, "-DCONFIG_OIL=1").count == 1)
        // What the file defines itself says something else at its end.
        let own = lamp + "#ifndef LAMP\nEXPORT_SYMBOL(lamp);\n#define LAMP\n#endif\n"
        #expect(try exports(own) == ["lamp": .init(macro: "EXPORT_SYMBOL")])
    }

    @Test func aMacroOfSomebodysOwnExports() throws {
        let plain = try exports(lamp + "EXPORT_SYMBOL_NS_GPL(lamp, LIGHTS);\n")
        #expect(plain == ["lamp": .init(macro: "EXPORT_SYMBOL_NS_GPL", namespace: "LIGHTS")])
        let wrapper = "#define LIGHTS_EXPORT_SYMBOL(x) EXPORT_SYMBOL_NS_GPL(x, LIGHTS)\n"
        #expect(try exports(lamp + "LIGHTS_EXPORT_SYMBOL(lamp);\n", including: wrapper) == plain)
        let own =
            lamp + "#define light(x) int x##_on(void) { return 1; } EXPORT_SYMBOL_GPL(x##_on)\nlight(lamp);\n"
        #expect(try exports(own) == ["lamp_on": .init(macro: "EXPORT_SYMBOL_GPL")])
        // It may export nothing.
        let off = "#define LIGHTS_EXPORT_SYMBOL(x)\n"
        #expect(try exports(lamp + "LIGHTS_EXPORT_SYMBOL(lamp);\n", including: off).isEmpty)
        // The license stands beside the namespace in what such macros use.
        let inner = "#define EXPORT_LAMP(x, ns) __EXPORT_SYMBOL(x, \"GPL\", #ns)\n"
        #expect(try exports(lamp + "EXPORT_LAMP(lamp, LIGHTS);\n", including: inner) == plain)
    }

    @Test func theDefaultNamespaceCounts() throws {
        let text = lamp + "EXPORT_SYMBOL(lamp);\n"
        #expect(try exports(text) == ["lamp": .init(macro: "EXPORT_SYMBOL")])
        let named = ["lamp": Function.Export(macro: "EXPORT_SYMBOL", namespace: "LIGHTS")]
        #expect(try exports(text, "-DDEFAULT_SYMBOL_NAMESPACE=LIGHTS") == named)
        #expect(try exports(text, "-DDEFAULT_SYMBOL_NAMESPACE=\"LIGHTS\"") == named)
        #expect(try exports("#define DEFAULT_SYMBOL_NAMESPACE \"LIGHTS\"\n" + text) == named)
        // Behind the header that asks for it, it is too late.
        let late = text.replacing("int lamp", with: "#define DEFAULT_SYMBOL_NAMESPACE LIGHTS\nint lamp")
        #expect(try exports(late) == ["lamp": .init(macro: "EXPORT_SYMBOL")])
        // What has a namespace of its own keeps it.
        let own = lamp + "EXPORT_SYMBOL_NS_GPL(lamp, OTHERS);\n"
        #expect(
            try exports(own, "-DDEFAULT_SYMBOL_NAMESPACE=LIGHTS")
                == ["lamp": .init(macro: "EXPORT_SYMBOL_NS_GPL", namespace: "OTHERS")])
    }

    @Test func variablesAreExported() throws {
        let found = try exports("#include <export.h>\nint oil = 1;\nEXPORT_SYMBOL_GPL(oil);\n")
        #expect(found == ["oil": .init(macro: "EXPORT_SYMBOL_GPL")])
    }
}
