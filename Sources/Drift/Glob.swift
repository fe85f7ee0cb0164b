/// Shell patterns for symbols: `*` and `?`.
public enum Glob {
    /// Whether a whole text matches a pattern.
    public static func matches(_ pattern: String, _ text: String) -> Bool {
        matches(Array(pattern.unicodeScalars)[...], Array(text.unicodeScalars)[...])
    }

    private static func matches(_ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>)
        -> Bool
    {
        var pattern = pattern
        var text = text
        var retry: (pattern: ArraySlice<Unicode.Scalar>, text: ArraySlice<Unicode.Scalar>)?
        while true {
            if pattern.first == "*" {
                pattern = pattern.dropFirst()
                retry = (pattern, text)
            } else if let wanted = pattern.first, let found = text.first, wanted == "?" || wanted == found {
                pattern = pattern.dropFirst()
                text = text.dropFirst()
            } else if pattern.isEmpty && text.isEmpty {
                return true
            } else if let last = retry, !last.text.isEmpty {
                pattern = last.pattern
                text = last.text.dropFirst()
                retry = (pattern, text)
            } else {
                return false
            }
        }
    }
}
