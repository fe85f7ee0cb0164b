/// A C statement.
public indirect enum Statement: Hashable, Sendable {
    /// Evaluates an expression for its effects.
    case expression(Expression)
    /// A local comes into being, uninitialised but for `initialization`. `zeroed` says that what
    /// the initialiser does not name is zero (an initialiser list was written).
    case declare(local: Int, [Initialization], zeroed: Bool)
    /// Statements in a row.
    case block([Statement])
    /// `if`
    case `if`(Expression, then: Statement, otherwise: Statement?)
    /// `while`
    case `while`(Expression, body: Statement)
    /// `do … while`
    case doWhile(body: Statement, Expression)
    /// `for`; no condition means forever.
    case `for`(initial: Statement?, condition: Expression?, step: Expression?, body: Statement)
    /// `switch`; the labels stand in the body.
    case `switch`(Expression, body: Statement)
    /// `case a:` or GNU's `case a ... b:` before a statement.
    case caseLabel(ClosedRange<Int64>, Statement)
    /// `default:` before a statement.
    case defaultLabel(Statement)
    /// A named label before a statement.
    case label(String, Statement)
    /// `goto`
    case goto(String)
    /// `break`
    case `break`
    /// `continue`
    case `continue`
    /// `return`
    case `return`(Expression?)
    /// `;`
    case empty
    /// Something that was not lowered.
    case unsupported(String, line: Int)
}
