import Foundation

/// JSON as all formats write it: keys sorted, two blanks of indentation, a line end at the end.
enum JSONText {
    /// The value as text.
    static func encode(_ value: some Encodable) -> String {
        String(decoding: data(value), as: UTF8.self) + "\n"
    }

    private static func data(_ value: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(value)
        } catch {
            // Every value is a string, a whole number, a list or an object: there is nothing to fail on. An empty
            // object would pass for a report without findings.
            preconditionFailure("a report cannot be encoded: \(error)")
        }
    }

    /// The value as UTF-8, as it stands in a list of an object.
    static func element(_ value: some Encodable) -> [UInt8] {
        let text = data(value)
        var result: [UInt8] = []
        result.reserveCapacity(text.count * 5 / 4)
        text.withUnsafeBytes { text in
            var start = 0
            while start < text.count {
                let end = text[start...].firstIndex(of: 10).map { $0 + 1 } ?? text.count
                if end > start + 1 || text[start] != 10 { result += [32, 32, 32, 32] }
                result += text[start..<end]
                start = end
            }
        }
        return result
    }

    /// The value, an object, as text, with lists in it that were written before (``element(_:)``), by their keys.
    ///
    /// - Parameter value: has empty lists under these keys.
    /// - Returns: nil where such a key is not found.
    static func encode(_ value: some Encodable, lists: [String: [[UInt8]]]) -> String? {
        let frame = data(value)
        var places: [(range: Range<Data.Index>, head: Data, elements: [[UInt8]])] = []
        for (key, elements) in lists where !elements.isEmpty {
            // No string in JSON spans lines, so that this is a key of the object itself.
            let head = Data("\n  \"\(key)\" : [\n".utf8)
            guard let range = frame.range(of: head + tail) else { return nil }
            places.append((range, head, elements))
        }
        places.sort { $0.range.lowerBound < $1.range.lowerBound }
        var text: [UInt8] = []
        text.reserveCapacity(
            frame.count + places.reduce(0) { $0 + $1.elements.reduce(0) { $0 + $1.count + 2 } })
        var position = frame.startIndex
        for (range, head, elements) in places {
            text += frame[position..<range.lowerBound]
            text += head
            for (number, element) in elements.enumerated() {
                if number > 0 { text += [44, 10] }
                text += element
            }
            text += tail
            position = range.upperBound
        }
        text += frame[position...]
        text.append(10)
        return String(decoding: text, as: UTF8.self)
    }

    private static let tail = Data("\n  ]".utf8)
}
