import CProgram
import LibClang

/// Inline assembly: events, barriers without instructions, and what was not lowered.
extension BodyLowering {
    /// An `asm` statement.
    func assembly(_ cursor: Cursor) -> Statement {
        let text = AssemblyText(unit.texts, at: cursor.spellingLocation)
        if let text, text.hasNoInstructions { return withoutInstructions(cursor, text) }
        switch unit.events.role(ofAssembly: cursor, text: text) {
        case (.event, let event?)?:
            return .expression(Expression(.event(event), .void, line: cursor.line))
        case (.nothing, _)?: return .empty
        default: return .unsupported("inline assembly", line: cursor.line)
        }
    }

    /// `asm volatile("" ::: "memory")` and its like: no instruction, so that at most a value moves
    /// from an input to the output in the same register.
    private func withoutInstructions(_ cursor: Cursor, _ text: AssemblyText) -> Statement {
        let operands = cursor.operands
        if text.constraints.allSatisfy({ $0.hasPrefix("+") || !$0.hasPrefix("=") }) { return .empty }
        guard operands.count == 2, text.constraints.count >= 2, text.constraints[0].hasPrefix("="),
            text.constraints[1] == "0"
        else { return .unsupported("inline assembly", line: cursor.line) }
        let (address, access) = place(operands[0])
        let moved = converted(value(operands[1]), to: access.type)
        return .expression(
            Expression(.store(address: address, value: moved, access), access.type, line: cursor.line))
    }
}

/// The text of an `asm` statement where it was written.
struct AssemblyText {
    /// Everything between the parentheses.
    private let body: String
    /// Whether the template is empty.
    let hasNoInstructions: Bool
    /// The constraints of outputs and inputs, in order; clobbers may follow.
    let constraints: [String]

    /// Reads the statement; nil where none stands at the place.
    init?(_ texts: SourceTexts, at location: SourceLocation) {
        guard texts.word(at: location).contains("asm"), let text = texts.parenthesized(at: location),
            let open = text.firstIndex(of: UInt8(ascii: "("))
        else { return nil }
        let inside = text[text.index(after: open)...].dropLast()
        body = String(decoding: inside, as: UTF8.self)
        var sections: [[String]] = [[]]
        var position = inside.startIndex
        var isPlain = true
        while position < inside.endIndex {
            let byte = inside[position]
            if byte == UInt8(ascii: "\"") {
                var end = position + 1
                while end < inside.endIndex, inside[end] != byte {
                    end += inside[end] == UInt8(ascii: "\\") ? 2 : 1
                }
                end = min(end, inside.endIndex)
                sections[sections.count - 1].append(
                    String(decoding: inside[(position + 1)..<end], as: UTF8.self))
                position = end
            } else if byte == UInt8(ascii: ":") {
                sections.append([])
            } else if sections.count == 1, SourceTexts.isWordByte(byte) {
                isPlain = false
            }
            position += 1
        }
        hasNoInstructions = isPlain && sections[0].allSatisfy { $0.allSatisfy(\.isWhitespace) }
        constraints = sections.dropFirst().prefix(2).flatMap { $0 }
    }

    /// Whether it only leaves a mark for objtool: no instruction that runs.
    var isAnnotation: Bool {
        let lower = body.lowercased()
        return (lower.contains(".discard.") || lower.contains("annotate"))
            && !lower.contains("bug") && !lower.contains("ud2") && !lower.contains("extra")
    }
}
