import CLibclang

/// One thing clang said about the text (`clang_getDiagnostic`).
public struct Diagnostic: Hashable, Sendable {
    /// clang's own scale.
    public enum Severity: Int, Hashable, Sendable, Comparable {
        case ignored = 0
        case note = 1
        case warning = 2
        case error = 3
        case fatal = 4

        /// Orders by gravity.
        public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
    }

    /// How grave it is.
    public var severity: Severity
    /// clang's sentence, without place and severity.
    public var message: String
    /// Where it stands, after macro expansion.
    public var location: SourceLocation
    /// Where its token was written: in a macro's definition if it came from one.
    public var spellingLocation: SourceLocation

    internal init(taking raw: CXDiagnostic) {
        defer { clang_disposeDiagnostic(raw) }
        severity = Severity(rawValue: Int(clang_getDiagnosticSeverity(raw).rawValue)) ?? .error
        message = takeString(clang_getDiagnosticSpelling(raw))
        let place = clang_getDiagnosticLocation(raw)
        location = SourceLocation(expanding: place)
        spellingLocation = SourceLocation(spelling: place)
    }
}
