import Drift
import Equivalence

/// A case as the steps of both sides, one beside the other.
struct CaseSteps {
    /// Steps that are the same, at the beginning, beyond which some are left out.
    private static let beginning = 10
    /// Steps behind the first difference.
    private static let end = 6

    /// One row: a step of each side, or of one.
    struct Row {
        /// What is told of it; "" for a side that has no step there.
        var step: CaseStep
        /// What the old side does; nil where that is nothing, and for what stands at the end.
        var old: CaseTrace.Event?
        /// What the new side does.
        var new: CaseTrace.Event?

        var differs: Bool { step.before != step.after }
    }

    /// Where the sides part.
    struct Turn {
        /// The first row that differs.
        var row: Row
        /// Where one side does it as well, but earlier or later: the step between the two that both do.
        var passed: Row?
    }

    /// The steps as they are shown; where both sides do the same, both columns say the same.
    let steps: [CaseStep]
    /// Where the sides part; nil where no words differ.
    let turn: Turn?

    /// - Parameter held: what stays held at the end, by side, as a part of a sentence.
    init(_ found: FunctionCase, _ text: CaseText, held: (old: String, new: String)) {
        var rows = Self.rows(found, text)
        if case .memory(let address) = found.difference {
            rows.append(
                Row(
                    step: CaseStep(
                        before: text.content(at: address, found.old.memory),
                        after: text.content(at: address, found.new.memory))))
        }
        rows.append(
            Row(
                step: CaseStep(
                    before: text.words(found.old, isOld: true) + held.old,
                    after: text.words(found.new, isOld: false) + held.new)))
        turn = Self.turn(rows)
        steps = Self.shortened(Self.folded(rows.map(\.step)))
    }

    private static func rows(_ found: FunctionCase, _ text: CaseText) -> [Row] {
        let old = found.old.countedEvents
        let new = found.new.countedEvents
        var (before, after) = (
            old.map { text.words($0, isOld: true) }, new.map { text.words($0, isOld: false) }
        )
        if let index = found.difference.event, index < old.count, index < new.count {
            if case .event(_, .memory(let address)) = found.difference {
                before[index] += ", seeing \(text.content(at: address, old[index].memory))"
                after[index] += ", seeing \(text.content(at: address, new[index].memory))"
            } else if before[index] == after[index] {
                before[index] += numbers(old[index])
                after[index] += numbers(new[index])
            }
        }
        func steps(_ events: [CaseTrace.Event], _ words: [String]) -> [StepAlignment.Step] {
            zip(events, words).map { .init(words: $1, name: "\($0.kind.rawValue) \($0.name)") }
        }
        return StepAlignment(steps(old, before), steps(new, after)).pairs.map { left, right in
            Row(
                step: CaseStep(
                    before: left.map { before[$0] } ?? "", after: right.map { after[$0] } ?? ""),
                old: left.map { old[$0] }, new: right.map { new[$0] })
        }
    }

    private static func turn(_ rows: [Row]) -> Turn? {
        guard let place = rows.firstIndex(where: \.differs) else { return nil }
        let row = rows[place]
        let rest = rows[(place + 1)...]
        // The first row that differs is the earlier one of the two places.
        if row.step.after.isEmpty,
            let there = rest.firstIndex(where: { $0.step.before.isEmpty && $0.step.after == row.step.before })
        {
            return Turn(row: row, passed: rows[..<there].last { !$0.differs && $0.new != nil })
        }
        if row.step.before.isEmpty,
            rest.contains(where: { $0.step.after.isEmpty && $0.step.before == row.step.after })
        {
            return Turn(row: row, passed: rest.first { !$0.differs && $0.old != nil })
        }
        return Turn(row: row)
    }

    /// The operands as they are, where words hide that they differ.
    private static func numbers(_ event: CaseTrace.Event) -> String {
        " [" + event.operands.map { "0x" + String($0, radix: 16) }.joined(separator: " ") + "]"
    }

    /// One step that both sides do again and again stands once, with how often it comes.
    private static func folded(_ steps: [CaseStep]) -> [CaseStep] {
        var result: [CaseStep] = []
        var index = 0
        while index < steps.count {
            let step = steps[index]
            let end = steps[index...].firstIndex { $0 != step } ?? steps.count
            result.append(step)
            let again = end - index - 1
            if again > 2 {
                func words(_ side: String) -> String { side.isEmpty ? "" : "… the same \(again) more times" }
                result.append(CaseStep(before: words(step.before), after: words(step.after)))
            } else {
                result += Array(repeating: step, count: again)
            }
            index = end
        }
        return result
    }

    /// Long runs of the same are cut out of the middle.
    private static func shortened(_ steps: [CaseStep]) -> [CaseStep] {
        guard let first = steps.firstIndex(where: { $0.before != $0.after }) else { return steps }
        var result = steps
        if steps.count - first > end + 2 {
            let left = (first + end)..<(steps.count - 1)
            let isSame = steps[left].allSatisfy { $0.before == $0.after }
            let words = "… \(left.count) more steps\(isSame ? ", the same" : "")"
            result.replaceSubrange(left, with: [CaseStep(before: words, after: words)])
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
