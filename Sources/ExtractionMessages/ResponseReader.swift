import ABIModel
import Foundation
import Synchronization

/// Reads responses; what several of them say is decoded once, and they share the memory for it.
///
/// A record that embeds what is compared comes back from every unit that includes it: of a thousand headers
/// twenty of twenty-one records are copies.
public final class ResponseReader: Sendable {
    /// A text that is no response, or only part of one.
    public struct Unreadable: Error {}

    private let enums = Declarations<Enumeration>()
    private let records = Declarations<Record>()
    private let functions = Declarations<Function>()
    private let macros = Declarations<Macro>()
    private let typedefs = Declarations<Typedef>()
    private let variables = Declarations<Variable>()
    private let files = FileLists()

    /// Makes a reader that knows nothing yet.
    public init() {}

    /// The response that a text of ``ResponseWriter`` tells; the empty line at its end may be missing.
    ///
    /// - Throws: ``Unreadable``, `DecodingError`.
    public func response(_ text: [UInt8]) throws -> ExtractionResponse {
        let lines = text.split(separator: 10)
        guard lines.count > 1 else { throw Unreadable() }
        let head = try JSONDecoder().decode(ResponseText.Head.self, from: Data(lines[0]))
        var response = head.response
        response.includedFiles = try files.list(lines[1])
        var rest = lines.dropFirst(2)
        response.snapshot.enums = try enums.values(&rest, head.counts.enums)
        response.snapshot.records = try records.values(&rest, head.counts.records)
        response.snapshot.functions = try functions.values(&rest, head.counts.functions)
        response.snapshot.macros = try macros.values(&rest, head.counts.macros)
        response.snapshot.typedefs = try typedefs.values(&rest, head.counts.typedefs)
        response.snapshot.variables = try variables.values(&rest, head.counts.variables)
        guard rest.isEmpty else { throw Unreadable() }
        return response
    }

    /// The lists of files, by what is written of them. The lists of a tree have most names in common.
    private final class FileLists: Sendable {
        private struct Known {
            var lists: [TextKey: [String]] = [:]
            var names: Set<String> = []
        }

        private let known = Mutex(Known())

        func list(_ text: ArraySlice<UInt8>) throws -> [String] {
            let key = TextKey(text)
            if let list = known.withLock({ $0.lists[key] }) { return list }
            let list = try JSONDecoder().decode([String].self, from: Data(text))
            return known.withLock { known in
                let shared = list.map { known.names.insert($0).memberAfterInsert }
                known.lists[key] = shared
                return shared
            }
        }
    }

    /// Declarations of one kind, on line 0, by what is written of them.
    private final class Declarations<Value: Placed>: Sendable {
        private let known = Mutex<[TextKey: Value]>([:])

        func values(_ lines: inout ArraySlice<ArraySlice<UInt8>>, _ count: Int) throws -> [Value] {
            guard (0...lines.count).contains(count) else { throw Unreadable() }
            let decoder = JSONDecoder()
            defer { lines = lines.dropFirst(count) }
            return try lines.prefix(count).map { line in
                guard let blank = line.firstIndex(of: 32),
                    let number = Int(String(decoding: line[..<blank], as: UTF8.self))
                else { throw Unreadable() }
                var value = try self.value(line[(blank + 1)...], decoder)
                value.site.line = number
                return value
            }
        }

        private func value(_ text: ArraySlice<UInt8>, _ decoder: JSONDecoder) throws -> Value {
            let key = TextKey(text)
            if let value = known.withLock({ $0[key] }) { return value }
            let value = try decoder.decode(Value.self, from: Data(text))
            return known.withLock { known in
                // Another thread may have come first: all share what it has.
                if let other = known[key] { return other }
                known[key] = value
                return value
            }
        }
    }

    /// Stands for a text: 128 bits of two hash values, since the texts of a large tree take more than its
    /// declarations do.
    private struct TextKey: Hashable {
        var first: Int
        var second: Int

        init(_ text: ArraySlice<UInt8>) {
            (first, second) = text.withUnsafeBytes { (Self.hash($0, 1), Self.hash($0, 2)) }
        }

        private static func hash(_ bytes: UnsafeRawBufferPointer, _ number: Int) -> Int {
            var hasher = Hasher()
            hasher.combine(number)
            hasher.combine(bytes: bytes)
            return hasher.finalize()
        }
    }
}
