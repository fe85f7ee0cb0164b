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
        guard literal.startSpelling.file.isEmpty else { return false }
        if value == Int64(literal.extent.end.line) || value == Int64(literal.line) { return true }
        // In an argument of another macro its place is where the outermost one begins.
        guard value > Int64(literal.line), let call = unit.texts.parenthesized(at: literal.location) else {
            return false
        }
        return value == Int64(literal.line + call.count { $0 == UInt8(ascii: "\n") })
    }

    /// Whether a literal is what `__FILE__` leaves.
    func isFile(_ literal: Cursor, _ text: String) -> Bool {
        guard leavesPlacesOut, text.hasSuffix(".c") || text.hasSuffix(".h") else { return false }
        let name = literal.location.file.split(separator: "/").last ?? ""
        return text.split(separator: "/").last == name && literal.startSpelling.file.isEmpty
    }
}
