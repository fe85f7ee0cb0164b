import ABIModel
import Drift
import Equivalence
import Phrases

/// Makes a finding of a verdict: what differs, in which case, and how grave that is.
struct FunctionFinding {
    private let verdict: FunctionVerdict
    private let pair: ProgramPair

    init(_ verdict: FunctionVerdict, in pair: ProgramPair) {
        self.verdict = verdict
        self.pair = pair
    }

    /// The finding, without a fingerprint; nil for functions that are the same and for those that are unknown.
    func finding(flavors: [String]) -> Finding? {
        switch verdict.outcome {
        case .same, .unknown: return nil
        case .sameButLog:
            return make(
                .functionLogDiffers,
                "`\(name)` writes something else to the kernel log, and does the same besides",
                flavors, compatibility: .none)
        case .drifted(let found): return finding(found, flavors)
        }
    }

    private var name: String { "\(verdict.function)()" }

    private func finding(_ found: FunctionCase, _ flavors: [String]) -> Finding {
        let text = CaseText(found, function: verdict.function, old: pair.old, new: pair.new)
        let held = HeldDifference.first(found)
        let words = held.map { heldWords($0, text) }
        let steps = CaseSteps(found, text, held: ("", words.map { ", and \($0)" } ?? ""))
        var site = verdict.newSite
        if let event = found.difference.event {
            let events = found.new.countedEvents
            if events.indices.contains(event) { site.line = events[event].line }
        } else if found.new.line > 0 {
            site.line = found.new.line
        }
        let circumstances = text.circumstances(before: found.difference.event)
        let place = circumstances.isEmpty ? "" : " where " + Self.joined(circumstances)
        var finding = make(
            held.map(rule) ?? rule(found),
            "`\(name)` \(words ?? difference(found, steps, text))\(place)", flavors,
            compatibility: .incompatible)
        finding.site = site.file.isEmpty ? nil : site
        finding.steps = steps.steps
        if words == nil { finding.unreadCallees = unreadCallees(steps) }
        return finding
    }

    private func make(
        _ rule: RuleID, _ message: String, _ flavors: [String], compatibility: Compatibility
    ) -> Finding {
        Finding(
            rule: rule, surface: .internal, compatibility: compatibility, symbol: verdict.function,
            from: pair.from, to: pair.to, message: Phrase(verbatim: message), flavors: flavors,
            site: verdict.newSite)
    }

    // MARK: Rules

    private func rule(_ held: HeldDifference) -> RuleID {
        switch (held.kind, held.fault) {
        case (.lock, _): .lockImbalance
        case (_, .givenTooOften): .doubleRelease
        case (.allocation, .kept): .allocationLeaked
        case (.reference, .kept), (.enabled, .kept): .refcountImbalance
        }
    }

    private func rule(_ found: FunctionCase) -> RuleID {
        switch found.difference {
        case .event(_, .memory), .memory: return .functionWritesDiffer
        case .event(let index, _):
            let kinds = [found.old, found.new].compactMap { trace -> CaseTrace.Event.Kind? in
                let events = trace.countedEvents
                return events.indices.contains(index) ? events[index].kind : nil
            }
            return kinds.contains(.warning) ? .functionWarnsDiffer : .functionCallsDiffer
        case .ending:
            for trace in [found.old, found.new] {
                if case .bug = trace.ending { return .functionWarnsDiffer }
            }
            return .functionReturnsDiffer
        }
    }

    // MARK: Words

    private func heldWords(_ held: HeldDifference, _ text: CaseText) -> String {
        let object = held.object.address == 0 ? "" : text.object(held.object.address, of: held.callee)
        switch (held.kind, held.fault) {
        case (.lock, .kept): return "keeps `\(object.isEmpty ? "\(held.callee)()" : object)` locked"
        case (.lock, .givenTooOften):
            return "unlocks `\(object.isEmpty ? "\(held.callee)()" : object)` without having locked it"
        case (.allocation, .kept): return "leaks what `\(held.callee)()` gave"
        case (.allocation, .givenTooOften): return "frees \(pointer(held, text)) twice"
        case (.reference, .kept): return "keeps a reference that `\(held.callee)()` took"
        case (.enabled, .kept): return "does not undo `\(held.callee)(\(pointer(held, text, marked: false)))`"
        case (_, .givenTooOften): return "gives \(pointer(held, text)) back more often than it took it"
        }
    }

    private func pointer(_ held: HeldDifference, _ text: CaseText, marked: Bool = true) -> String {
        let words = text.object(held.object.address, of: held.callee)
        return marked ? "`\(words)`" : words
    }

    private func difference(_ found: FunctionCase, _ steps: CaseSteps, _ text: CaseText) -> String {
        let step = steps.turn?.row.step
        let (old, new) = (step?.before ?? "", step?.after ?? "")
        switch found.difference {
        case .ending:
            if case .returned = found.old.ending, case .returned = found.new.ending {
                let values = [old, new].map { $0.hasPrefix("return ") ? String($0.dropFirst(7)) : $0 }
                return "returns \(values[1]) instead of \(values[0])"
            }
            return "ends with `\(new)` instead of `\(old)`"
        case .memory(let address):
            let written = [found.old.memory, found.new.memory].map { text.content(at: address, $0) }
            return "leaves `\(written[1])` instead of `\(written[0])`"
        case .event(_, .memory(let address)):
            guard let event = steps.turn?.row.new, let before = steps.turn?.row.old else { return "differs" }
            let seen = [before, event].map { text.content(at: address, $0.memory) }
            return "calls `\(text.asked(event, isOld: false))` seeing `\(seen[1])` instead of `\(seen[0])`"
        case .event(let place, _):
            guard let turn = steps.turn else { return "differs" }
            if new.isEmpty, let fault = fault(found.new, at: place) {
                return "faults (\(fault)) before `\(old)`"
            }
            if old.isEmpty, let fault = fault(found.old, at: place) {
                return "does not fault (\(fault)) before `\(new)` any more"
            }
            return parting(turn, text)
        }
    }

    /// Why a side faults where the other one does its step of that number; nil where it does not.
    private func fault(_ trace: CaseTrace, at place: Int) -> String? {
        guard case .trapped(let reason) = trace.ending,
            trace.events.count(where: { $0.kind != .log }) == place
        else { return nil }
        return reason
    }

    private func parting(_ turn: CaseSteps.Turn, _ text: CaseText) -> String {
        let row = turn.row
        let events = [row.old, row.new].compactMap(\.self)
        let does = events.allSatisfy { $0.kind == .call || $0.kind == .callThrough } ? "calls" : "does"
        var old = row.old.map { text.asked($0, isOld: true) } ?? ""
        var new = row.new.map { text.asked($0, isOld: false) } ?? ""
        // What tells them apart is not always in the operands' words.
        if old == new { (old, new) = (row.step.before, row.step.after) }
        switch (row.old, row.new, turn.passed?.old) {
        case (nil, _, nil): return "\(does) `\(new)` as well"
        case (nil, _, let passed?):
            return "\(does) `\(new)` before `\(text.asked(passed, isOld: true))` instead of after it"
        case (_, nil, nil): return "no longer \(does) `\(old)`"
        case (_, nil, let passed?):
            return "\(does) `\(old)` after `\(text.asked(passed, isOld: true))` instead of before it"
        default: return "\(does) `\(new)` instead of `\(old)`"
        }
    }

    /// The functions that are called in each other's stead where the sides part and whose bodies were not read: whether they do
    /// the same is not known.
    private func unreadCallees(_ steps: CaseSteps) -> [String] {
        guard let row = steps.turn?.row, let old = row.old, let new = row.new, old.name != new.name else {
            return []
        }
        return [(old, pair.old), (new, pair.new)].filter { event, program in
            event.kind == .call && program.functions[event.name] == nil
        }.map(\.0.name)
    }

    private static func joined(_ parts: [String]) -> String {
        guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }
}
