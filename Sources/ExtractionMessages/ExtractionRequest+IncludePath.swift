import SourceText

extension ExtractionRequest {
    /// Where its arguments say that `#include`d files are.
    public var includePath: IncludePath { IncludePath(arguments: arguments) }
}
