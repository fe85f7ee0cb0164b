import Equivalence

extension InitialContent {
    /// The content as C writes it: `0x8086`, `lamp_read`, `{ .vendor = 0x8086, .device = 0x1234 }`.
    ///
    /// - Parameters:
    ///   - place: the members and indices that lead to it; modes are octal.
    ///   - isPointer: whether nothing is a null pointer.
    func words(at place: String = "", isPointer: Bool = false) -> String {
        switch self {
        case .nothing: isPointer ? "NULL" : "0"
        case .number(let number, let isUnsigned): Self.number(number, isUnsigned: isUnsigned, at: place)
        case .text(let text): "\"\(Self.escaped(text))\""
        case .function(let name): name
        case .variable(let name, 0): "&\(name)"
        case .variable(let name, let distance): "&\(name) + \(distance)"
        case .unnamed(let inner): "&(…)\(inner.words(at: place))"
        case .record(let members):
            "{ "
                + members.order.map { name in
                    ".\(name) = \(members.contents[name]?.words(at: "\(place).\(name)") ?? "0")"
                }.joined(separator: ", ") + " }"
        case .list(let elements): Self.list(elements, at: place)
        case .computed: "(a value that is computed)"
        case .unread(let reason): "(\(reason))"
        }
    }

    /// Whether it is an address.
    var isAddress: Bool {
        switch self {
        case .text, .function, .variable, .unnamed: true
        case .nothing, .number, .record, .list, .computed, .unread: false
        }
    }

    private static func number(_ number: Int64, isUnsigned: Bool, at place: String) -> String {
        let member = place.split(separator: ".").last.map(String.init) ?? ""
        if ["mode", "perm", "umode"].contains(member), number > 0, number < 0o10000 {
            let digits = String(number, radix: 8)
            return String(repeating: "0", count: max(1, 4 - digits.count)) + digits
        }
        if isUnsigned, number < 0 || number > 255 {
            return "0x" + String(UInt64(bitPattern: number), radix: 16)
        }
        return "\(number)"
    }

    private static func list(_ elements: [InitialContent], at place: String) -> String {
        let shown = elements.prefix(8).map { $0.words(at: place) }
        return "{ " + (shown + (elements.count > 8 ? ["…"] : [])).joined(separator: ", ") + " }"
    }

    private static func escaped(_ text: String) -> String {
        let short = text.count > 120 ? String(text.prefix(120)) + "…" : text
        return short.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
