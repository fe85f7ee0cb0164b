import CProgram
import SymbolicExecution
import Terms

/// What of a case's input might as well be something else: with other values the sides part in the same step, which says the same.
public struct IdleInput: Hashable, Sendable {
    /// The arguments, by their places.
    public var arguments: Set<Int> = []
    /// The bytes of memory, by address.
    public var memory: Set<UInt64> = []
    /// What events answer, by the places of the answers.
    var answers: Set<Int> = []

    /// Nothing.
    public init() {}

    /// Whether what an event answered might as well be something else.
    public func coversAnswer(of event: CaseTrace.Event) -> Bool {
        event.answerPlace.map(answers.contains) ?? false
    }
}

/// Finds what of a case does not decide, so that a reader is not told of it.
///
/// One part after the other gets other values, and keeps the last of them where the sides part as before: all that is found has been
/// changed at once in the end. What was not tried decides.
struct CaseReduction {
    private let comparer: FunctionComparer
    private let name: String
    private let found: FunctionCase
    private let layout = AddressLayout(store: TermStore())
    private var way: Way?
    private var runsLeft = 60

    /// How calls are run.
    private struct Way {
        var policy: FunctionComparer.Policy
        var differing: Set<String>
        var isByName: Bool
    }

    /// Memory of more bytes than that was drawn at random, and is not told.
    private static let memoryLimit = 64
    private static let stepLimit = 20_000

    init(_ comparer: FunctionComparer, _ name: String, _ found: FunctionCase) {
        self.comparer = comparer
        self.name = name
        self.found = found
        guard !hasGlobals, let left = comparer.old.graph(comparer.oldName(name)),
            let right = comparer.new.graph(name)
        else { return }
        let differing = comparer.differingCalls(left, right)
        let all = FunctionComparer.Policy(runsAll: true, cutsLoops: false, name: "")
        let ways =
            comparer.policies(left, right).prefix(2).map {
                Way(policy: $0, differing: differing, isByName: false)
            }
            + [
                Way(policy: all, differing: [], isByName: true),
                Way(policy: all, differing: [], isByName: false),
            ]
        way = ways.first { isAlike(found.input, $0) }
    }

    /// Whether the case holds addresses of variables or functions: these lie elsewhere in runs of this one.
    private var hasGlobals: Bool {
        func isGlobal(_ value: UInt64) -> Bool { value >= 0xffff_ffff_8000_0000 && value < 0 &- 4095 }
        let memory = found.input.memory
        let words = memory.keys.filter { $0 % 8 == 0 }.map { start in
            (0..<8).reduce(UInt64(0)) { $0 | UInt64(memory[start + UInt64($1)] ?? 0) << UInt64(8 * $1) }
        }
        return memory.keys.contains(where: isGlobal) || words.contains(where: isGlobal)
            || found.input.arguments.joined().contains(where: isGlobal)
            || found.input.answers.contains { answer in
                answer.parts.contains(where: isGlobal) || answer.writes.keys.contains(where: isGlobal)
            }
    }

    // MARK: Parts

    /// What does not decide.
    mutating func idle() -> IdleInput {
        var idle = IdleInput()
        guard way != nil else { return idle }
        var input = found.input
        let signature = comparer.new.program.functions[name]?.signature
        for (place, parameter) in (signature?.parameters ?? []).enumerated() {
            guard input.arguments.indices.contains(place), input.arguments[place].count == 1 else { continue }
            let others = Self.others(than: input.arguments[place][0], parameter.type, place)
            if vary(&input, others, { $0.arguments[place] = [$1] }) { idle.arguments.insert(place) }
        }
        if input.memory.count <= Self.memoryLimit {
            for bytes in Self.groups(input.memory.keys) {
                let before = bytes.map { input.memory[$0] ?? 0 }
                let others: [[UInt8]] = [
                    [before[0] &+ 1] + before.dropFirst(), before.map { $0 == 0 ? 1 : 0 },
                    before.map { $0 == 0x7f ? 0x7e : 0x7f },
                ]
                let isIdle = vary(&input, others) { input, other in
                    for (address, byte) in zip(bytes, other) { input.memory[address] = byte }
                }
                if isIdle { idle.memory.formUnion(bytes) }
            }
        }
        for event in lastCalls {
            guard let place = event.answerPlace, let answer = event.answer?.first,
                let type = result(of: event.name)
            else { continue }
            while input.answers.count <= place { input.answers.append(.init(parts: [])) }
            let others = Self.others(than: answer, type, 0x100 + place)
            if vary(&input, others, { $0.answers[place].parts = [$1] }) { idle.answers.insert(place) }
        }
        return idle
    }

    /// The calls of the new side before the sides part that gave a number, the last one first; three at most.
    private var lastCalls: [CaseTrace.Event] {
        var events = found.new.countedEvents[...]
        if case .event(let place, _) = found.difference { events = events.prefix(place) }
        return Array(events.reversed().filter { $0.kind == .call && $0.answer?.count == 1 }.prefix(3))
    }

    private func result(of callee: String) -> ValueType? {
        let program = comparer.new.program
        return (program.functions[callee]?.signature ?? program.declarations[callee])?.result
    }

    /// Other values of a type. A pointer that leads somewhere is not told, and stays.
    private static func others(than value: UInt64, _ type: ValueType, _ place: Int) -> [UInt64] {
        switch type {
        case .pointer:
            guard value < 4096 || value >= 0 &- 4095 else { return [] }
            return [ObjectsApart.place(0x2000 + place)]
        case .integer:
            let form = Form(type)
            return [value &+ 1, value &- 1, 0, 1000, 0 &- 22].map {
                UInt64(bitPattern: form.held(Int64(bitPattern: $0)))
            }.filter { $0 != value }
        case .boolean: return [value == 0 ? 1 : 0]
        case .void, .aggregate, .floating: return []
        }
    }

    /// Addresses in runs that lie in one word of 8 bytes.
    private static func groups(_ addresses: some Collection<UInt64>) -> [[UInt64]] {
        var result: [[UInt64]] = []
        for address in addresses.sorted() {
            if let last = result.last?.last, last + 1 == address, address % 8 != 0 {
                result[result.count - 1].append(address)
            } else {
                result.append([address])
            }
        }
        return result
    }

    // MARK: Runs

    /// Whether the sides part in the same way with each of the values; the input keeps the last one then.
    private mutating func vary<Value>(
        _ input: inout CaseInput, _ values: [Value], _ set: (inout CaseInput, Value) -> Void
    ) -> Bool {
        guard let way, !values.isEmpty, runsLeft >= values.count else { return false }
        var other = input
        for value in values {
            other = input
            set(&other, value)
            runsLeft -= 1
            guard isAlike(other, way) else { return false }
        }
        input = other
        return true
    }

    private func isAlike(_ input: CaseInput, _ way: Way) -> Bool {
        var changed = found
        changed.input = input
        let result = comparer.run(
            input, name, layout, stepLimit: Self.stepLimit,
            answers: way.isByName ? NamedAnswers(changed) : nil,
            left: { comparer.treatment($0, isLeft: true, way.policy, differing: way.differing) },
            right: { comparer.treatment($0, isLeft: false, way.policy, differing: way.differing) })
        return result.map(isAlike) ?? false
    }

    /// Whether another case parts as this one does, and the report would say the same of it.
    private func isAlike(_ other: FunctionCase) -> Bool {
        switch (found.difference, other.difference) {
        case (.event(let place, .memory(let one)), .event(let otherPlace, .memory(let another))):
            guard place == otherPlace, one == another || AddressLayout.isLocal(one) else { return false }
            return zip(events(found, place), events(other, place)).allSatisfy { left, right in
                isAlike(left, right)
                    && Self.word(left?.memory, at: one) == Self.word(right?.memory, at: another)
            }
        case (.event(let place, _), .event(let otherPlace, _)):
            guard place == otherPlace else { return false }
            let (here, there) = (events(found, place), events(other, place))
            return here.indices.allSatisfy { side in
                // Of a step that the other side does later on the report says nothing at this one.
                if let one = here[side], isDone(one, behind: place, in: side == 0 ? found.new : found.old) {
                    return there[side].map { $0.kind == one.kind && $0.name == one.name } ?? false
                }
                return isAlike(here[side], there[side])
            }
        case (.ending, .ending):
            return isAlike(found.old.ending, other.old.ending) && isAlike(found.new.ending, other.new.ending)
        case (.memory(let one), .memory(let another)):
            return one == another
                && zip([found.old, found.new], [other.old, other.new]).allSatisfy {
                    Self.word($0.memory, at: one) == Self.word($1.memory, at: one)
                }
        default: return false
        }
    }

    private func events(_ found: FunctionCase, _ place: Int) -> [CaseTrace.Event?] {
        [found.old, found.new].map { trace in
            let events = trace.countedEvents
            return events.indices.contains(place) ? events[place] : nil
        }
    }

    private func isDone(_ event: CaseTrace.Event, behind place: Int, in trace: CaseTrace) -> Bool {
        trace.countedEvents.dropFirst(place + 1).contains { isAlike(event, $0) }
    }

    private static func word(_ memory: [UInt64: UInt8]?, at address: UInt64) -> [UInt8?] {
        let start = address & ~7
        return (0..<8).map { memory?[start + $0] }
    }

    private func isAlike(_ one: CaseTrace.Event?, _ other: CaseTrace.Event?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return one.kind == other.kind && one.name == other.name && one.operands.count == other.operands.count
            && zip(one.operands, other.operands).allSatisfy { isAlike($0, $1) }
    }

    private func isAlike(_ one: CaseTrace.Ending, _ other: CaseTrace.Ending) -> Bool {
        guard case .returned(let values) = one, case .returned(let others) = other else {
            return one == other
        }
        return values.count == others.count && zip(values, others).allSatisfy { isAlike($0, $1) }
    }

    /// Locals and variables lie elsewhere in another run.
    private func isAlike(_ one: UInt64, _ other: UInt64) -> Bool {
        func isPlace(_ value: UInt64) -> Bool { value >= AddressLayout.functionBase && value < 0 &- 4095 }
        return one == other || AddressLayout.isLocal(one) && AddressLayout.isLocal(other)
            || isPlace(one) && isPlace(other)
    }
}

extension FunctionCase {
    /// The same case, with what of it does not decide.
    func reduced(by comparer: FunctionComparer, _ name: String) -> FunctionCase {
        var result = self
        var reduction = CaseReduction(comparer, name, self)
        result.idle = reduction.idle()
        return result
    }
}
