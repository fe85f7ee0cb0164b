import Testing

@testable import LibClang

@Suite struct ParsingTests {
    private func parse(_ text: String) throws -> TranslationUnit {
        try Index().parse("a.c", arguments: ["-xc", "-std=gnu11"], unsaved: ["a.c": text])
    }

    @Test func layoutOfARecordIsInBits() throws {
        let unit = try parse("struct s { char a; int b : 3; int c : 7; void *p; int tail[]; };")
        let record = try #require(unit.cursor.children.first { $0.kind == .structDecl })
        let fields = record.type.fields
        #expect(fields.map(\.spelling) == ["a", "b", "c", "p", "tail"])
        #expect(fields.map(\.fieldOffsetBits) == [0, 8, 11, 64, 128])
        #expect(fields.map(\.bitWidth) == [nil, 3, 7, nil, nil])
        #expect(record.type.sizeBytes == 16)
    }

    @Test func operatorsAreToldApart() throws {
        let unit = try parse("int f(int a) { return a + -a; }")
        guard LibClangVersion.hasOperatorKinds else { return }
        var operators: [BinaryOperator] = []
        func walk(_ cursor: Cursor) {
            if let kind = cursor.binaryOperator, cursor.kind == .binaryOperator { operators.append(kind) }
            cursor.children.forEach(walk)
        }
        walk(unit.cursor)
        #expect(operators == [.add])
    }

    @Test func errorsComeWithTheirPlace() throws {
        let unit = try parse("int a;\nint b = nope;\n")
        let error = try #require(unit.diagnostics.first { $0.severity >= .error })
        #expect(error.location.line == 2)
        #expect(error.message.contains("nope"))
    }

    @Test func aMissingFileIsAnError() throws {
        #expect(throws: LibClangError.self) { try Index().parse("/nonexistent/x.c", arguments: []) }
    }

    @Test func inclusionsAreListedOnce() throws {
        let unit = try Index().parse(
            "m.c", arguments: ["-xc"],
            unsaved: ["m.c": "#include \"h.h\"\n#include \"h.h\"\n", "./h.h": "int x;\n"])
        #expect(unit.inclusions.count == 2)
    }
}
