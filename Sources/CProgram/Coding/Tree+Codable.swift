/// How a tree stands in JSON.
private struct EncodedTree: Codable {
    /// The row of numbers.
    var code: String
    /// What numbers that stand for strings stand for.
    var strings: [String]

    init(_ writer: TreeWriter) {
        code = writer.code
        strings = writer.strings
    }

    /// Reads the whole row.
    func read<Result>(
        _ decoder: any Decoder, _ body: (inout TreeReader) throws(TreeReader.Malformed) -> Result
    ) throws -> Result {
        var reader = TreeReader(code: code, strings: strings)
        guard let result = try? body(&reader) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "this is no tree of a program"))
        }
        return result
    }
}

extension Statement: Codable {
    /// Reads a statement; throws `DecodingError` for anything else.
    public init(from decoder: any Decoder) throws {
        self = try EncodedTree(from: decoder).read(decoder) { (reader) throws(TreeReader.Malformed) in
            try reader.statement()
        }
    }

    /// Writes the statement as a flat row, however deep it is.
    public func encode(to encoder: any Encoder) throws {
        var writer = TreeWriter()
        writer.write(self)
        try EncodedTree(writer).encode(to: encoder)
    }
}

extension Expression: Codable {
    /// Reads an expression; throws `DecodingError` for anything else.
    public init(from decoder: any Decoder) throws {
        self = try EncodedTree(from: decoder).read(decoder) { (reader) throws(TreeReader.Malformed) in
            try reader.expression()
        }
    }

    /// Writes the expression as a flat row, however deep it is.
    public func encode(to encoder: any Encoder) throws {
        var writer = TreeWriter()
        writer.write(self)
        try EncodedTree(writer).encode(to: encoder)
    }
}
