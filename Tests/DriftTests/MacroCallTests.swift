import ABIModel
import Testing

@testable import Drift

/// Macros with parameters, and functions that become macros.
@Suite struct MacroCallTests {
    private static let uapi = "include/uapi/linux/lamp.h"

    private func compare(_ old: String, _ new: String, path: String = uapi) throws -> [Finding] {
        try findings(old, new, path: path)
    }

    @Test func anotherValueForANumberIsShown() throws {
        let (old, new) = ("#define ROWS(x) (((x) + 3) & ~3)\n", "#define ROWS(x) (((x) + 7) & ~7)\n")
        for (before, after, facts) in [
            (old, new, ["ROWS(9)", "16", "12"]), (new, old, ["ROWS(9)", "12", "16"]),
        ] {
            let found = try compare(before, after)
            #expect(found.brief == ["macro-body-changed ROWS"])
            #expect(found.first?.message.facts == facts)
            #expect(found.map(\.severity) == [.error])
            #expect(found.map(\.evidence) == [.proved])
            #expect(try compare(before, after, path: "include/linux/lamp.h").map(\.severity) == [.warning])
        }
    }

    @Test(arguments: [
        ("#define F(x) ((x) + 1)\n", "#define F(y) ((y)+1)\n"),
        ("#define F(x, y) ((x) - (y))\n", "#define F(y, x) ((y) - (x))\n"),
        ("#define F(x) (-19)\n", "#define F(dev) (-20 + 1)\n"),
        ("#define F(x)\n", "#define F(x) do { } while (0)\n"),
        ("#define F(x...) g(x)\n", "#define F(...) g(__VA_ARGS__)\n"),
    ])
    func theSameInOtherWords(old: String, new: String) throws {
        #expect(try compare(old, new).isEmpty)
        #expect(try compare(new, old).isEmpty)
    }

    @Test(arguments: [
        ("#define F(s) ((s)->size)\n", "#define F(s) ((s)->length)\n"),
        ("#define F(s) g(\"a b\", s)\n", "#define F(s) g(\"a  b\", s)\n"),
        ("#define F(s) g(s + +1)\n", "#define F(s) g(s ++1)\n"),
    ])
    func anotherTextThatCannotBeTried(old: String, new: String) throws {
        for found in [try compare(old, new), try compare(new, old)] {
            #expect(found.brief == ["macro-body-changed F"])
            #expect(found.map(\.severity) == [.warning])
            #expect(found.map(\.evidence) == [.heuristic])
        }
        #expect(try compare(old, new, path: "include/linux/lamp.h").map(\.severity) == [.note])
    }

    @Test func anotherTextWithTheSameValuesIsANote() throws {
        let found = try compare("#define F(x) ((x) * 2)\n", "#define F(x) ((x) + (x))\n")
        #expect(found.brief == ["macro-body-changed F"])
        #expect(found.map(\.severity) == [.note])
    }

    @Test func parameters() throws {
        let (old, new) = ("#define F(x) ((x) + 1)\n", "#define F(x, y) ((x) + (y))\n")
        for found in [try compare(old, new), try compare(new, old)] {
            #expect(found.brief == ["macro-parameters-changed F"])
            #expect(found.map(\.severity) == [.error])
        }
        let more = try compare("#define F(x) g(x)\n", "#define F(x, ...) g(x, ##__VA_ARGS__)\n")
        #expect(more.map(\.severity) == [.note])
        #expect(try compare("#define F(x, ...) g(x)\n", "#define F(x) g(x)\n").map(\.severity) == [.error])
        let kinds = try compare("#define F 3\n", "#define F(x) 3\n")
        #expect(kinds.brief == ["macro-parameters-changed F"])
        #expect(kinds.map(\.severity) == [.error])
        let forms = try compare("#define F(x, y) g(x, y)\n", "#define F g\n")
        #expect(forms.map(\.severity) == [.note])
        #expect(try compare("#define F g\n", "#define F(x, y) g(x, y)\n").map(\.severity) == [.note])
    }

    @Test func addedRemovedAndRenamed() throws {
        let text = "#define LAMP_ROW(x) (((x) * 3) & 0xff)\n"
        #expect(try compare("\n", text).brief == ["macro-added LAMP_ROW"])
        let removed = try compare(text, "\n")
        #expect(removed.brief == ["macro-removed LAMP_ROW"])
        #expect(removed.map(\.severity) == [.error])
        #expect(removed.first?.message.facts == ["LAMP_ROW(x)"])
        let renamed = try compare(
            "#define LAMP_ROW_NUMBER_LIMIT(x) (((x) * 3) & 0xff)\n",
            "#define LAMP_ROW_LIMIT(y) (((y) * 3) & 0xff)\n")
        #expect(renamed.brief == ["macro-renamed LAMP_ROW_LIMIT"])
    }

    // MARK: Functions and macros

    private func lamp(_ stub: String) -> String {
        "struct device;\n#ifdef CONFIG_EXAMPLE\nint lamp_claim(struct device *dev);\n"
            + "void lamp_drop(struct device *dev);\n#else\n\(stub)\n"
            + "static inline void lamp_drop(struct device *dev) { }\n#endif\n"
    }

    private let inline = "static inline int lamp_claim(struct device *dev) { return -19; }"

    @Test func aStubBecomesAMacroAndBack() throws {
        let macro = "#define lamp_claim(dev) (-19)"
        for (old, new) in [(inline, macro), (macro, inline)] {
            let found = try findings(lamp(old), lamp(new))
            #expect(found.brief == ["function-becomes-macro lamp_claim"])
            #expect(found.map(\.severity) == [.note])
        }
    }

    @Test func aStubThatIsAMacroAnswersOtherwise() throws {
        let macro = "#define lamp_claim(dev) (0)"
        for (old, new) in [(inline, macro), (macro, inline)] {
            let found = try findings(lamp(old), lamp(new))
            #expect(found.brief == ["stub-return-differs lamp_claim"])
            #expect(found.map(\.severity) == [.error])
        }
        let both = try findings(lamp("#define lamp_claim(dev) (-19)"), lamp(macro))
        #expect(both.brief == ["macro-body-changed lamp_claim"])
        #expect(both.first?.message.facts == ["lamp_claim(dev)", "0", "-ENODEV"])
    }

    @Test func aStubThatIsAMacroTakesOtherArguments() throws {
        let macro = "#define lamp_claim(dev, owner) (-19)"
        let found = try findings(lamp(inline), lamp(macro))
        #expect(found.brief.contains("parameter-count-changed lamp_claim"))
        #expect(found.brief.contains("stub-signature-differs lamp_claim"))
        #expect(!found.brief.contains("function-removed lamp_claim"))
    }

    @Test func aPrototypeBecomesAMacro() throws {
        let (old, new) = ("int lamp_id(int x);\n", "int __lamp_id(int x);\n#define lamp_id(x) __lamp_id(x)\n")
        #expect(
            try Set(findings(old, new).brief) == [
                "function-added __lamp_id", "function-becomes-macro lamp_id",
            ])
        #expect(
            try Set(findings(new, old).brief) == [
                "function-removed __lamp_id", "function-becomes-macro lamp_id",
            ])
    }

    @Test func aStaticFunctionOfAFileIsNoneOfTheseElsewhere() throws {
        let found = try findings(
            "static int lamp_id(int x) { return x; }\n", "#define lamp_id(x) (x)\n", path: "drivers/lamp.c")
        #expect(found.brief == ["function-becomes-macro lamp_id"])
    }
}
