extension String {
    /// The type that C gives a parameter which is declared with this one: arrays and functions are pointers, and
    /// qualifiers of the parameter itself are nobody's business but the function's (C11, 6.7.6.3).
    public var asParameterType: String {
        guard !contains("(*"), !contains("(^") else { return withoutOwnQualifiers }
        if hasSuffix("]"), let open = firstIndex(of: "["), let close = self[open...].firstIndex(of: "]") {
            let element = self[..<open].trimmed
            let rest = self[index(after: close)...]
            if !rest.isEmpty { return "\(element) (*)\(rest)" }
            return element.hasSuffix("*") ? element + "*" : element + " *"
        }
        if hasSuffix(")"), let open = firstIndex(of: "("), !hasPrefix("typeof"), !hasPrefix("__typeof"),
            !hasPrefix("_Atomic")
        {
            return "\(self[..<open].trimmed) (*)\(self[open...])"
        }
        return withoutOwnQualifiers
    }

    /// The type that a function gives back which is declared with this one: a value has no qualifiers.
    public var asResultType: String { withoutOwnQualifiers }

    /// The type without the qualifiers of the object itself, as far as the text shows them.
    private var withoutOwnQualifiers: String {
        if let open = range(of: "(*const)") ?? range(of: "(*volatile)") {
            return self[..<open.lowerBound] + "(*)" + self[open.upperBound...]
        }
        guard !contains("(") else { return self }
        let head: Substring
        let tail: Substring
        if let star = lastIndex(of: "*") {
            (head, tail) = (self[...star], self[index(after: star)...])
        } else {
            (head, tail) = ("", self[...])
        }
        let words = tail.split(separator: " ").filter {
            !["const", "volatile", "restrict", "__restrict"].contains($0)
        }
        let rest = words.joined(separator: " ")
        return head.isEmpty || rest.isEmpty ? head + rest : "\(head) \(rest)"
    }

    private func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}

extension Substring {
    fileprivate var trimmed: String {
        var copy = self
        while copy.last == " " { copy.removeLast() }
        return String(copy)
    }
}
