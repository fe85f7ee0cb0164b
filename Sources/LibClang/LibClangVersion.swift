import CLibclang

/// The libclang this process runs with.
public enum LibClangVersion {
    /// The library's own words, as `clang_getClangVersion` gives them.
    public static var text: String { takeString(clang_getClangVersion()) }

    /// The first number after "version" in ``text``: 14, 19, …; nil where there is none.
    public static var major: Int? {
        let words = text.split(separator: " ")
        guard let index = words.firstIndex(of: "version"), words.indices.contains(index + 1) else {
            return nil
        }
        return Int(words[index + 1].prefix { $0.isNumber })
    }

    /// Whether this build can tell `+` from `-`: operator kinds came with libclang 17
    /// (`clang_getCursorBinaryOperatorKind`). Without them behaviour is unknown.
    public static var hasOperatorKinds: Bool { kdrift_has_operator_kinds() != 0 }
}
