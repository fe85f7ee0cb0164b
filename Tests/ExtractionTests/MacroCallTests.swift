import ABIModel
import Testing

@testable import Extraction

/// What is read of macros with parameters.
@Suite(.serialized) struct MacroCallTests {
    private func macros(_ text: String, arguments: [String] = []) throws -> [Macro] {
        try extract(text, arguments: ["-Iinclude", "-std=gnu11"] + arguments).snapshot.macros
    }

    @Test(arguments: [
        ("", MacroAnswer.nothing), ("do { } while (0)", .nothing), ("((void)0)", .nothing),
        ("({ })", .nothing),
        ("do { (void)(dev); } while (0)", .nothing), ("(-ENODEV)", .expression("- ENODEV")), ("NULL", .null),
        ("({ (void)(dev); -ENODEV; })", .expression("- ENODEV")),
        ("((void)(dev), 1 << 3)", .expression("1 << 3")),
        ("((void *)0)", .null), ("((dev)->id)", .other), ("do { f(dev); } while (0)", .other),
        ("({ int r = 3; r; })", .other), ("(count)++", .other),
    ])
    func answersThatArePlain(text: String, answer: MacroAnswer) {
        #expect(MacroAnswer(text, parameters: ["dev"]) == answer)
    }

    @Test func parametersResultsAndSamples() throws {
        let found = try macros(
            """
            #define ENODEV 19
            #define ALIGN4(x) (((x) + 3) & ~3)
            #define CLAIM(dev) (-ENODEV)
            #define RELEASE(dev) do { } while (0)
            #define SAY(format, args...) say(format, ##args)
            #define NONE() (0)
            #define SIZE(s) ((s)->size)

            """)
        let calls = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.call) })
        #expect(calls["ENODEV"] == .some(nil))
        let align = try #require(calls["ALIGN4"] ?? nil)
        #expect(align.parameters == ["x"])
        #expect(align.samples.first == .init(arguments: "9", value: 12))
        #expect((calls["CLAIM"] ?? nil)?.result == .value(-19))
        #expect((calls["RELEASE"] ?? nil)?.result == .nothing)
        #expect((calls["SAY"] ?? nil)?.parameters == ["format", "args..."])
        #expect((calls["NONE"] ?? nil)?.parameters == [])
        #expect((calls["NONE"] ?? nil)?.result == .value(0))
        #expect((calls["SIZE"] ?? nil)?.samples == [])
        #expect(found.first { $0.name == "ALIGN4" }?.form == "( ( ( $1 ) + 3 ) & ~ 3 )")
    }

    @Test func ofTwoDefinitionsTheOneThatHolds() throws {
        let text = """
            #ifdef CONFIG_LAMP
            #define lamp_id(lamp) ((lamp)->id)
            #else
            #define lamp_id(lamp) (0)
            #endif
            #if CONFIG_LEVEL > 2
            #define lamp_attribute __attribute__((used))
            #else
            #define lamp_attribute
            #endif

            """
        func values(_ arguments: [String]) throws -> [Macro.Value] {
            try macros(text, arguments: arguments).map(\.value)
        }
        #expect(try values(["-DCONFIG_LAMP=1"]) == [.text(""), .text("((lamp)->id)")])
        #expect(
            try values(["-DCONFIG_LEVEL=3"]) == [.text("__attribute__((used))"), .text("(0)")])
    }

    @Test func whatIsNotDefinedIsToldApart() throws {
        let text = "#ifdef CONFIG_LAMP\nint lamp_id(int x);\n#else\n#define lamp_id(x) (x)\n#endif\n"
        #expect(try macros(text, arguments: ["-DCONFIG_LAMP=1"]).map(\.call?.isDefined) == [false])
        #expect(try macros(text).map(\.call?.isDefined) == [true])
    }

    @Test func blanksInStringsCount() throws {
        #expect(try macros("#define A   x   \"a  b\"\n").map(\.value) == [.text("x \"a  b\"")])
    }
}
