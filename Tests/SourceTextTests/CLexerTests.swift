import SourceText
import Testing

@Suite struct CLexerTests {
    /// The tokens of a text, a comment as `//`, a directive by its word.
    private static func tokens(_ text: String) -> [String] {
        let lexer = CLexer(Array(text.utf8))
        var result: [String] = []
        var position = 0
        while let token = lexer.token(from: position) {
            let written = String(decoding: lexer.bytes[token.range], as: UTF8.self)
            switch token.kind {
            case .comment: result.append("//")
            case .directive: result.append("#" + lexer.directive(at: token.range.lowerBound).word)
            case .word, .literal, .mark: result.append(written)
            }
            position = token.range.upperBound
        }
        return result
    }

    @Test(arguments: [
        ("int a_1 = 0x7f;", ["int", "a_1", "=", "0x7f", ";"]),
        ("a/b", ["a", "/", "b"]),
        ("a /* /* */ b // c */ d", ["a", "//", "b", "//"]),
        ("/*/ a */ b", ["//", "b"]),
        ("a // b \\\nc\nd", ["a", "//", "d"]),
        ("\"/*\" a '\"' b", ["\"/*\"", "a", "'\"'", "b"]),
        ("\"a\\\"b\\\\\" c", ["\"a\\\"b\\\\\"", "c"]),
        ("\"a\\\nb\" c", ["\"a\\\nb\"", "c"]),
        ("don't\na", ["don", "'t", "a"]),
        ("#define G \"/*\"\nint a; /* b */", ["#define", "int", "a", ";", "//"]),
        ("#define G /* a\n b */ 1 \\\n  2\nint", ["#define", "int"]),
        ("#error don't /* a\nint b;", ["#error", "int", "b", ";"]),
        ("a #b", ["a", "#", "b"]),
        (" # include <a//b.h>\nc", ["#include", "c"]),
        ("#define A \\ \t\r\n b\nc", ["#define", "c"]),
        ("#", ["#"]), ("/", ["/"]), ("\"", ["\""]), ("/*", ["//"]), ("", []),
    ])
    func tokens(_ text: String, _ expected: [String]) {
        #expect(Self.tokens(text) == expected)
    }

    @Test(arguments: [
        ("#define  F(a) /* b */ \"/* c */\" // d", "define", "F(a)   \"/* c */\""),
        ("# define /* a\n */ X \\\n  1\n2", "define", "X    1"),
        ("#endif", "endif", ""),
    ])
    func directives(_ text: String, _ word: String, _ rest: String) throws {
        let directive = try #require(CLexer(Array(text.utf8)).nextDirective(from: 0))
        #expect(directive.word == word)
        #expect(String(decoding: directive.rest, as: UTF8.self) == rest)
    }

    @Test(arguments: [
        ("/* a */\n#ifndef A_H\n// b\n#define A_H 1\n", "A_H"), ("# ifndef A\n# define A\n", "A"),
        ("#ifndef A\n#define B\n", nil), ("#ifdef A\n#define A\n", nil),
        ("int a;\n#ifndef A\n#define A\n", nil),
        ("#ifndef A\nint a;\n#define A\n", nil), ("", nil),
    ])
    func includeGuards(_ text: String, _ name: String?) {
        #expect(CLexer(Array(text.utf8)).includeGuard?.opening.name == name)
    }

    @Test(arguments: [("f(a, (b), \")\" /* ) */) c", 22), (") (", nil), ("((", nil), ("a", nil)])
    func parentheses(_ text: String, _ end: Int?) {
        #expect(CLexer(Array(text.utf8)).endOfParentheses(from: 0) == end)
    }

    /// No text, however cut, makes the lexer stand still or leave the text.
    @Test func everyTextComesToAnEnd() {
        let pieces = [
            "\"", "'", "/*", "*/", "//", "\\", "\\\n", "\n", "#", "#include", "<a", ">", " ", "{", "(", "a",
        ]
        var state: UInt64 = 1
        for _ in 0..<3000 {
            var text = ""
            for _ in 0..<9 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            let lexer = CLexer(Array(text.utf8))
            var position = 0
            while let token = lexer.token(from: position) {
                guard !token.range.isEmpty, token.range.upperBound <= lexer.bytes.count else {
                    Issue.record("\(text.debugDescription) at \(position)")
                    break
                }
                if token.kind == .directive {
                    let directive = lexer.directive(at: token.range.lowerBound)
                    #expect(directive.range.upperBound <= lexer.bytes.count)
                }
                position = token.range.upperBound
            }
            _ = lexer.includeLines
        }
    }
}
