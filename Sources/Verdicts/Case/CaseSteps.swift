import Drift
import Equivalence

/// A case as the steps of both sides, one beside the other.
struct CaseSteps {
    /// Steps that are the same, at the beginning, beyond which some are left out.
    private static let beginning = 10
    /// Steps behind the first difference.
    private static let end = 6

    /// The steps; where both sides do the same, both columns say the same.
    let steps: [CaseStep]

    /// - Parameter held: what stays held at the end, by side, as a part of a sentence.
    init(_ found: FunctionCase, _ text: CaseText, held: (old: String, new: String)) {
        let old = found.old.events.filter { $0.kind != .log }
        let new = found.new.events.filter { $0.kind != .log }
        var steps = (0..<max(old.count, new.count)).map { index -> CaseStep in
            var before = index < old.count ? text.words(old[index], isOld: true) : ""
            var after = index < new.count ? text.words(new[index], isOld: false) : ""
            if found.difference.event == index {
                if case .event(_, .memory(let address)) = found.difference {
                    before += ", seeing \(text.content(at: address, old[index].memory))"
                    after += ", seeing \(text.content(at: address, new[index].memory))"
                } else if before == after, index < old.count, index < new.count {
                    before += Self.numbers(old[index])
                    after += Self.numbers(new[index])
                }
            }
            return CaseStep(before: before, after: after)
        }
        if case .memory(let address) = found.difference {
            steps.append(
                CaseStep(
                    before: text.content(at: address, found.old.memory),
                    after: text.content(at: address, found.new.memory)))
        }
        steps.append(
            CaseStep(
                before: text.words(found.old, isOld: true) + held.old,
                after: text.words(found.new, isOld: false) + held.new))
        self.steps = Self.shortened(steps)
    }

    /// The operands as they are, where words hide that they differ.
    private static func numbers(_ event: CaseTrace.Event) -> String {
        " [" + event.operands.map { "0x" + String($0, radix: 16) }.joined(separator: " ") + "]"
    }

    /// Long runs of the same are cut out of the middle.
    private static func shortened(_ steps: [CaseStep]) -> [CaseStep] {
        guard let first = steps.firstIndex(where: { $0.before != $0.after }) else { return steps }
        var result = steps
        if steps.count - first > end + 2 {
            let left = steps.count - first - end - 1
            let words = "… \(left) more steps"
            result.replaceSubrange(
                (first + end)..<(steps.count - 1), with: [CaseStep(before: words, after: words)])
        }
        if first > beginning {
            let words = "… \(first - beginning + 1) more steps, the same"
            result.replaceSubrange(
                (beginning / 2)..<(first - beginning / 2 + 1),
                with: [CaseStep(before: words, after: words)])
        }
        return result
    }
}

extension CaseDifference {
    /// The event that differs; nil where the events are the same.
    var event: Int? {
        if case .event(let index, _) = self { return index }
        return nil
    }
}
