import ABIModel
import Phrases

/// How the answers of two stubs differ.
struct StubChange {
    var message: Phrase
    var advice: Phrase?
    /// Whether success turned into failure, or the meaning round.
    var isGrave: Bool
    /// Whether both answers are constants.
    var isProved: Bool

    /// nil where the answers mean the same.
    static func between(
        _ before: Function.Result, _ after: Function.Result, old: Function, new: Function,
        pair: Pair<FunctionEntity>, renames: [String: String]
    ) -> StubChange? {
        let condition: Phrase = new.guard.map { " under \(code: $0)" } ?? ""
        if pair.isInverted { return inverted(before, after, old: old, new: new, condition: condition) }
        guard !isSame(before, after, renames) else { return nil }
        let answers: Phrase = "\(spelling(after, new)) instead of \(spelling(before, old))"
        return StubChange(
            message: "the stub of \(code: new.name)\(condition) returns \(answers)", advice: nil,
            isGrave: isGrave(before, after, new), isProved: isConstant(before) && isConstant(after))
    }

    private static func inverted(
        _ before: Function.Result, _ after: Function.Result, old: Function, new: Function, condition: Phrase
    ) -> StubChange? {
        guard case .value(let first) = before, case .value(let second) = after,
            (first != 0) == (second != 0)
        else { return nil }
        let answer = Errno.spelling(of: second, returnType: new.returnType)
        return StubChange(
            message:
                "the stub of \(code: new.name)\(condition) still returns \(answer), though the question is "
                + "the opposite of \(code: old.name)",
            advice: "Without the option the answer has turned round; decide which of the two is right.",
            isGrave: true, isProved: false)
    }

    private static func isSame(
        _ before: Function.Result, _ after: Function.Result, _ renames: [String: String]
    ) -> Bool {
        guard case .computed(let first) = before, case .computed(let second) = after else {
            return before == after
        }
        return TypeText(renames: renames).isSame(first, second)
    }

    private static func isConstant(_ result: Function.Result) -> Bool {
        if case .computed = result { return false }
        return true
    }

    /// An error is a negative number, or false of a `bool`.
    private static func isGrave(_ before: Function.Result, _ after: Function.Result, _ new: Function) -> Bool
    {
        guard case .value(let first) = before, case .value(let second) = after else { return false }
        if ["bool", "_Bool"].contains(new.returnType) { return (first == 0) != (second == 0) }
        return (first < 0) != (second < 0)
    }

    private static func spelling(_ result: Function.Result, _ function: Function) -> Phrase {
        switch result {
        case .nothing: "nothing"
        case .value(let value): "\(Errno.spelling(of: value, returnType: function.returnType))"
        case .computed(let text): "by \(code: text)"
        }
    }
}

extension Comparison {
    /// All renames of this comparison, for text that mentions the old names.
    var renamedNames: [String: String] {
        var names = types.renames
        for pair in functions.renamed { names[pair.old.name] = pair.new.name }
        for pair in macros.renamed { names[pair.old.name] = pair.new.name }
        for difference in enumDifferences {
            for renaming in difference.renamed { names[renaming.old.name] = renaming.new.name }
        }
        for pair in functions.pairs {
            guard let old = pair.old.stub, let new = pair.new.stub,
                old.parameters.count == new.parameters.count
            else { continue }
            for (before, after) in zip(old.parameters, new.parameters)
            where before.name != after.name && !before.name.isEmpty {
                names[before.name] = after.name
            }
        }
        return names
    }
}
