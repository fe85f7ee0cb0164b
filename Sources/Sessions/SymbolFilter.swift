import Drift
import Globs

/// The globs of `--symbol`.
struct SymbolFilter {
    /// The patterns as they were given; none lets everything through.
    let patterns: [String]

    /// Whether a finding's symbol is wanted. A pattern without `struct`, `union` or `enum` also means the type
    /// of that tag, and a type's pattern also its members.
    func matches(_ symbol: String) -> Bool {
        guard !patterns.isEmpty else { return true }
        let forms = Self.forms(of: symbol)
        return patterns.map { Glob($0) }.contains { glob in forms.contains { glob.matches($0) } }
    }

    private static func forms(of symbol: String) -> [String] {
        let bare = withoutKeyword(symbol)
        let forms = symbol == bare ? [symbol] : [symbol, bare]
        return forms
            + forms.compactMap { form in
                form.firstIndex(of: ".").map { String(form[..<$0]) }
            }
    }

    /// `iommu_group` for `struct iommu_group`.
    static func withoutKeyword(_ symbol: String) -> String {
        for keyword in ["struct ", "union ", "enum "] where symbol.hasPrefix(keyword) {
            return String(symbol.dropFirst(keyword.count))
        }
        return symbol
    }
}
