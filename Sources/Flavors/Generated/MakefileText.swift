import KernelTree

/// A Makefile or Kbuild file read as text: only lists that are appended to, nothing is evaluated.
struct MakefileText {
    private var lists: [String: [String]] = [:]

    /// Reads `name-y += words` and `name-$(CONFIG_X) += words`, the latter when the symbol is on.
    init(_ text: [UInt8], configuration: KernelConfiguration) {
        for line in Self.lines(of: text) {
            guard let sign = line.firstIndex(of: "=") else { continue }
            let left = line[..<sign].filter { !" \t:+?".contains($0) }
            let words = line[line.index(after: sign)...].split { $0 == " " || $0 == "\t" }.map(String.init)
            var name = String(left)
            if let variable = name.firstRange(of: "-$(CONFIG_"), name.hasSuffix(")") {
                let symbol = String(name[variable.upperBound...].dropLast())
                guard configuration.isEnabled(symbol) else { continue }
                name = "\(name[..<variable.lowerBound])-y"
            }
            lists[name, default: []] += words
        }
    }

    /// The words of a list in the order of the file.
    subscript(name: String) -> [String] { lists[name] ?? [] }

    /// The lines of the Kbuild file and of the Makefile in a directory, those of them that there are.
    ///
    /// - Throws: ``KernelTreeError`` for one that cannot be read.
    static func lines(in directory: String, of tree: PatchedTree) throws -> [String] {
        try ["Kbuild", "Makefile"].flatMap { file in
            try tree.contents(of: "\(directory)/\(file)").map(lines(of:)) ?? []
        }
    }

    /// The lines with continued ones joined and comments dropped.
    static func lines(of text: [UInt8]) -> [String] {
        String(decoding: text, as: UTF8.self).replacing("\\\n", with: " ").split(separator: "\n")
            .map { String($0.prefix { $0 != "#" }) }
    }
}
