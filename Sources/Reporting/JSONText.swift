import Foundation

/// JSON as all formats write it: keys sorted, two blanks of indentation, a line end at the end.
enum JSONText {
    /// The value as text.
    static func encode(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            // Every value is a string, a number, a list or an object; there is nothing to fail on.
            return "{}\n"
        }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
