import CProgram
import LibClang

/// `__LINE__` and `__FILE__`. A function that is moved, or that stands in a file of another name, does the same; so where their values
/// only go to others (arguments of calls, inputs of assembly, variables with static storage) they are left out. A function that
/// computes with `__LINE__` or returns it keeps the number.
extension BodyLowering {
    /// Lowers what goes to others.
    func handedOver<Result>(_ body: () -> Result) -> Result { withPlaces(left: true, body) }

    /// Lowers what the function itself sees.
    func seenHere<Result>(_ body: () -> Result) -> Result { withPlaces(left: false, body) }

    private func withPlaces<Result>(left isLeft: Bool, _ body: () -> Result) -> Result {
        let outer = leavesPlacesOut
        leavesPlacesOut = isLeft
        defer { leavesPlacesOut = outer }
        return body()
    }

    /// Whether a literal is what `__LINE__` leaves: clang writes such tokens into a buffer that is no file. The number is that
    /// of the line on which the outermost macro ends.
    func isLine(_ literal: Cursor) -> Bool {
        guard leavesPlacesOut, literal.kind == .integerLiteral, let value = literal.evaluatedInteger else {
            return false
        }
        let extent = literal.extent
        return (value == Int64(extent.end.line) || value == Int64(literal.line))
            && literal.startSpelling.file.isEmpty
    }

    /// Whether a literal is what `__FILE__` leaves.
    func isFile(_ literal: Cursor, _ text: String) -> Bool {
        guard leavesPlacesOut, text.hasSuffix(".c") || text.hasSuffix(".h") else { return false }
        let name = literal.location.file.split(separator: "/").last ?? ""
        return text.split(separator: "/").last == name && literal.startSpelling.file.isEmpty
    }
}
