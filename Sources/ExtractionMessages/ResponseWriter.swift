import ABIModel
import Foundation

/// Writes responses; what one of them says as another did is not encoded again.
public struct ResponseWriter {
    private let encoder: JSONEncoder
    private var files = FileLists()
    private var enums = Lines<Enumeration>()
    private var records = Lines<Record>()
    private var functions = Lines<Function>()
    private var macros = Lines<Macro>()
    private var typedefs = Lines<Typedef>()
    private var variables = Lines<Variable>()

    /// Makes a writer that knows nothing yet.
    public init() {
        encoder = JSONEncoder()
        // What is said twice, by several processes, is the same text.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// A response as a text that ends with an empty line.
    ///
    /// - Throws: `EncodingError` for a number that JSON does not have.
    public mutating func text(of response: ExtractionResponse) throws -> [UInt8] {
        var text = Array(try encoder.encode(ResponseText.Head(response)))
        text.append(10)
        text += try files.line(response.includedFiles, encoder)
        let snapshot = response.snapshot
        try enums.append(snapshot.enums, to: &text, encoder)
        try records.append(snapshot.records, to: &text, encoder)
        try functions.append(snapshot.functions, to: &text, encoder)
        try macros.append(snapshot.macros, to: &text, encoder)
        try typedefs.append(snapshot.typedefs, to: &text, encoder)
        try variables.append(snapshot.variables, to: &text, encoder)
        text.append(10)
        return text
    }

    /// What is written of the lists of files: the states of a tree have few.
    private struct FileLists {
        private var known: [[String]: [UInt8]] = [:]

        private static var limit: Int { 256 }

        mutating func line(_ files: [String], _ encoder: JSONEncoder) throws -> [UInt8] {
            if let line = known[files] { return line }
            let line = Array(try encoder.encode(files)) + [10]
            if known.count >= Self.limit { known = [:] }
            known[files] = line
            return line
        }
    }

    /// Declarations of one kind, on line 0, and what is written of them.
    private struct Lines<Value: Placed> {
        private var known: [Value: [UInt8]] = [:]
        private var bytes = 0

        /// With more text than this, in bytes, all is forgotten: a worker may read a whole tree.
        private static var limit: Int { 4 << 20 }

        mutating func append(_ values: [Value], to text: inout [UInt8], _ encoder: JSONEncoder) throws {
            for var value in values {
                text += String(value.site.line).utf8
                text.append(32)
                value.site.line = 0
                if let line = known[value] {
                    text += line
                    continue
                }
                let line = Array(try encoder.encode(value)) + [10]
                if bytes + line.count > Self.limit {
                    known = [:]
                    bytes = 0
                }
                bytes += line.count
                known[value] = line
                text += line
            }
        }
    }
}
