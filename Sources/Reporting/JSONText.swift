import Foundation

/// JSON as all formats write it: keys sorted, two blanks of indentation, a line end at the end.
enum JSONText {
    /// The value as text.
    static func encode(_ value: some Encodable) -> String {
        String(decoding: data(value), as: UTF8.self) + "\n"
    }

    /// The value as UTF-8, without the line end.
    static func data(_ value: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Every value is a string, a number, a list or an object; there is nothing to fail on.
        return (try? encoder.encode(value)) ?? Data("{}".utf8)
    }

    /// The value, an object, as text, with lists in it that were written before (``data(_:)``), by their keys.
    ///
    /// - Parameter value: has empty lists under these keys.
    /// - Returns: nil where such a key is not found.
    static func encode(_ value: some Encodable, lists: [String: [Data]]) -> String? {
        var text = data(value)
        for (key, elements) in lists where !elements.isEmpty {
            // No string in JSON spans lines, so that this is a key of the object itself.
            let head = Data("\n  \"\(key)\" : [\n".utf8)
            guard let place = text.range(of: head + Data("\n  ]".utf8)) else { return nil }
            var list = head
            for (number, element) in elements.enumerated() {
                if number > 0 { list += Data(",\n".utf8) }
                list += indented(element)
            }
            text.replaceSubrange(place, with: list + Data("\n  ]".utf8))
        }
        return String(decoding: text, as: UTF8.self) + "\n"
    }

    /// The lines with four more blanks before each that is not empty.
    private static func indented(_ text: Data) -> Data {
        var result: [UInt8] = []
        result.reserveCapacity(text.count * 5 / 4)
        var isStart = true
        for byte in text {
            if isStart, byte != 10 { result += [32, 32, 32, 32] }
            result.append(byte)
            isStart = byte == 10
        }
        return Data(result)
    }
}
