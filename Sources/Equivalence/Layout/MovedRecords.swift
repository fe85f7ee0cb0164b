import CProgram

/// Records whose members lie elsewhere on the other side and cannot be told by name. A case over such memory would take one member
/// for another; what touches them is not decided by one.
struct MovedRecords: Sendable {
    private let moved: Set<String>

    /// - Parameter moved: the records, by name.
    init(_ moved: Set<String>) { self.moved = moved }

    /// Whether there is any.
    var isAny: Bool { !moved.isEmpty }

    /// The members of such records that a function names, in order.
    func members(_ body: FunctionBody) -> [LayoutTerm] {
        var result: [LayoutTerm] = []
        func visit(_ expression: Expression) {
            result += expression.layout.filter { moved.contains($0.record) }
            expression.operands.forEach(visit)
            expression.innerStatements.forEach(visit)
        }
        func visit(_ statement: Statement) {
            statement.operands.forEach(visit)
            statement.innerStatements.forEach(visit)
        }
        visit(body.body)
        return result
    }

    /// The records that a type names. One without a tag is named after the record around it (`struct lamp::{...}`), which lists its
    /// members. As an array's element it stands for that record: what lies in an element has no name of its own.
    static func records(_ spelling: String, _ program: Program) -> [String] {
        guard !spelling.contains("::") || spelling.contains("[") else { return [] }
        let words = spelling.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        let tagged = zip(words, words.dropFirst()).compactMap { pair in
            ["struct", "union"].contains(pair.0) ? "\(pair.0) \(pair.1)" : nil
        }
        // One without a tag goes by its typedef's name.
        return tagged + words.map(String.init).filter { program.records[$0] != nil }
    }
}
