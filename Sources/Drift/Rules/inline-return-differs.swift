import ABIModel
import Phrases

enum InlineReturnDiffers: Rule {
    static let id = "inline-return-differs"
    static let title = "inline function answers differently"
    static let severity = Severity.warning
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let nameLoss = NameLoss.nothing
    static let rationale = """
        An inline function that gives back a constant is compiled into its callers. The constant may come from \
        another header: then the function is not touched, and answers differently all the same.
        """
    static let example = RuleExample(
        before: """
            #define RING_SLOTS 8
            static inline int ring_room(void) { return RING_SLOTS - 1; }

            """,
        after: """
            #define RING_SLOTS 16
            static inline int ring_room(void) { return RING_SLOTS - 1; }

            """)

    static func findings(in comparison: Comparison) -> [Finding] {
        comparison.functions.pairs.compactMap { pair in
            guard let old = pair.old.constantInline, let new = pair.new.constantInline,
                case .value(let before) = old.result, case .value(let after) = new.result, before != after
            else { return nil }
            let answers: Phrase =
                "\(Errno.spelling(of: after, returnType: new.returnType)) instead of "
                + "\(Errno.spelling(of: before, returnType: old.returnType))"
            return comparison.finding(
                self, comparison.subject(pair), evidence: pair.evidence,
                message: "the inline function \(code: new.name) returns \(answers)",
                before: .function(old), after: .function(new))
        }
    }
}

extension FunctionEntity {
    /// The inline body of a header that is there whatever the options: what is a stub has a rule of its own.
    fileprivate var constantInline: Function? {
        guard stub == nil else { return nil }
        return declarations.first { $0.linkage != .external && !$0.site.isInUnit && $0.result != nil }
    }
}
