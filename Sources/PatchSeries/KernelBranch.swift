/// A stable branch of the kernel, as subjects name it: `5.15`, `v5.15`, `6.1.y`, `linux-5.10.y`, `5.4-stable`.
enum KernelBranch {
    /// The branch that a word names, `5.10,5.15` where it names two; nil where it names none.
    ///
    /// `v6.1` may be a branch or mend a revision; it is a branch where longterm support was promised for it
    /// (kernel.org, "Longterm release kernels"), or where nobody mends a revision so often.
    static func name(in word: Substring) -> String? {
        var names: [String] = []
        for part in word.split(whereSeparator: { "-/+~:_".contains($0) }) {
            let numbers = (part.first == "v" ? part.dropFirst() : part)
                .split(separator: ".", omittingEmptySubsequences: false)
            let known = numbers.prefix { $0.count <= 3 && Int($0) != nil }
            guard (2...4).contains(numbers.count), known.count >= 2, let major = Int(known[0]), major >= 2,
                known.count == numbers.count
                    || known.count + 1 == numbers.count && ["y", "x", "z"].contains(numbers.last ?? "")
            else { continue }
            let name = known.joined(separator: ".")
            if part.first == "v", numbers.count == 2, let minor = Int(known[1]), minor < 10,
                !longterm.contains(name)
            {
                continue
            }
            names.append(name)
        }
        return names.isEmpty ? nil : names.joined(separator: ",")
    }

    /// Those with a last number below 10; above that a word is a branch anyway.
    private static let longterm: Set<String> = [
        "2.6", "3.0", "3.2", "3.4", "4.1", "4.4", "4.9", "5.4", "6.1", "6.6",
    ]

    /// Whether a branch is older than another one, number by number.
    static func isOlder(_ left: String, _ right: String) -> Bool {
        func numbers(_ name: String) -> [Int] { name.split(separator: ".").compactMap { Int($0) } }
        return numbers(left).lexicographicallyPrecedes(numbers(right))
    }
}
