import CProgram
import SymbolicExecution

/// What a case says nothing of, chosen when a side first looks at it (Ramos and Engler, "Under-Constrained Symbolic Execution", 2015: lazy
/// initialisation): memory by the form in which it is read, answers by the form of the result.
///
/// Both sides look at one world. A run that fills it proves nothing: what was chosen goes into a case, in which both sides are run again.
final class LazyWorld {
    /// How daring the choices are.
    enum Mood {
        /// Pointers lead somewhere, calls succeed.
        case smooth
        /// Likewise, and numbers are small, as counts, shifts and indices are.
        case small
        /// Some pointers are null, some calls fail.
        case rough
    }

    /// What was chosen: so many bytes at an address, a part of an answer, an argument, so many bytes of what an event writes
    /// to a local that it is given.
    enum Choice: Hashable {
        case memory(UInt64, bytes: Int)
        case answer(Int)
        case argument(Int)
        case write(Operand, offset: Int, bytes: Int)
    }

    /// An operand of an event, by the event's place among those of the case.
    struct Operand: Hashable {
        var event: Int
        var place: Int
    }

    /// Choices that are given.
    private let fixed: [Choice: UInt64]
    /// What the runs decided by.
    var decisions: Decisions

    private var generator: RandomCases.Generator
    private let numbers: [Int64]
    private let mood: Mood
    /// Bytes that were chosen, by address.
    private(set) var memory: [UInt64: UInt8] = [:]
    /// Answers that were chosen, in parts of 8 bytes, by their place among those of the case.
    private(set) var answers: [Int: [UInt64]] = [:]
    /// Bytes that events write, by their place among those of the case.
    private(set) var writes: [Int: [UInt64: UInt8]] = [:]
    private var patterns: [Operand: [UInt8]] = [:]

    /// Where events wrote to locals, by address: the operand and how far in it.
    private var places: [UInt64: (operand: Operand, offset: Int)] = [:]

    /// Where the pointers to objects were read, by the objects.
    private var origins: [UInt64: UInt64] = [:]
    private var objectCount = 0

    /// - Parameter numbers: what both sides compare with.
    init(
        seed: UInt64, numbers: [Int64], mood: Mood, fixed: [Choice: UInt64] = [:],
        directions: Directions = Directions()
    ) {
        decisions = Decisions(directions)
        generator = RandomCases.Generator(state: seed)
        self.fixed = fixed
        self.numbers = numbers
        self.mood = mood
    }

    // MARK: Choices

    /// An object of its own, of which nothing is known.
    func object() -> UInt64 {
        objectCount += 1
        return ObjectsApart.place(0x2000 + objectCount)
    }

    /// A pointer that is read at an address. Where an object begins there may be the next one of a list, which ends at null or at the head:
    /// where the pointer to its first object was read.
    private func pointer(at address: UInt64) -> UInt64 {
        let begin = address & ~0xffff
        let chance = Int.random(in: 0..<16, using: &generator)
        if address == begin, var head = origins[begin] {
            for _ in 0..<objectCount {
                guard let next = origins[head & ~0xffff], head & 0xffff == 0 else { break }
                head = next
            }
            if chance < 6 || objectCount > 24 { return head }
            if chance == 6 { return 0 }
        }
        if chance >= (mood == .rough ? 13 : 15) { return 0 }
        let new = object()
        origins[new] = address
        return new
    }

    private func number() -> UInt64 {
        if mood == .small { return UInt64.random(in: 0..<4, using: &generator) }
        let value: Int64 =
            switch Int.random(in: 0..<8, using: &generator) {
            case 0..<3: 0
            case 3: 1
            case 4: Int64.random(in: 0..<16, using: &generator)
            default: numbers.randomElement(using: &generator) ?? 0
            }
        return UInt64(bitPattern: value)
    }

    /// A value for an argument, in parts of 8 bytes.
    func argument(_ place: Int, _ type: ValueType) -> [UInt64] {
        let value: UInt64
        switch type {
        case .aggregate(let bytes): return Runner.chunks(bytes).map { _ in number() }
        case .pointer: value = mood == .rough && Int.random(in: 0..<8, using: &generator) == 0 ? 0 : object()
        default: value = number()
        }
        let given = fixed[.argument(place)] ?? value
        // An argument that its type does not hold is none.
        let chosen =
            type == .boolean ? given & 1 : UInt64(bitPattern: Form(type).held(Int64(bitPattern: given)))
        decisions.note(Int64(bitPattern: chosen), .argument(place))
        return [chosen]
    }

    /// What an event gives back.
    func answer(_ place: Int, _ form: Form) -> UInt64 {
        if let known = answers[place]?.first { return known }
        let fails = Int.random(in: 0..<(mood == .rough ? 3 : 10), using: &generator) == 0
        let value: UInt64
        switch form.kind {
        case .pointer:
            value = !fails ? object() : Bool.random(using: &generator) ? 0 : UInt64(bitPattern: -12)
        case .boolean: value = fails ? 0 : 1
        default:
            value =
                !fails
                ? 0 : Bool.random(using: &generator) ? number() : UInt64(bitPattern: -22)
        }
        let chosen = fixed[.answer(place)] ?? value
        answers[place] = [chosen]
        return chosen
    }

    /// What an event writes to a local that it is given the address of, in words of up to 4 bytes: the same wherever the local lies.
    func write(_ place: Int, operand: Int, at start: UInt64, bytes: Int) -> [UInt64: UInt8] {
        let key = Operand(event: place, place: operand)
        if patterns[key, default: []].count < min(bytes, 256) {
            while patterns[key, default: []].count < min(bytes, 256) {
                let value = number()
                patterns[key, default: []] += (0..<4).map {
                    UInt8(truncatingIfNeeded: value >> UInt64(8 * $0))
                }
            }
            for case (.write(key, let offset, let count), let value) in fixed {
                for index in offset..<offset + count where index < patterns[key, default: []].count {
                    patterns[key]?[index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * (index - offset)))
                }
            }
        }
        let pattern = patterns[key, default: []].prefix(bytes).enumerated()
        let written = Dictionary(
            uniqueKeysWithValues: pattern.map { (start &+ UInt64($0.offset), $0.element) })
        writes[place, default: [:]].merge(written) { first, _ in first }
        for (offset, _) in pattern { places[start &+ UInt64(offset)] = (key, offset) }
        return written
    }

    /// The choice by which a local holds what it does, where an event wrote it; nil where it holds something else by now.
    ///
    /// - Parameter value: what it holds, in so many bytes.
    func written(_ address: UInt64, bytes: Int, _ value: UInt64) -> Choice? {
        guard let (operand, offset) = places[address], let pattern = patterns[operand],
            offset + bytes <= pattern.count
        else { return nil }
        let isKept = (0..<bytes).allSatisfy {
            pattern[offset + $0] == UInt8(truncatingIfNeeded: value >> UInt64(8 * $0))
        }
        return isKept ? .write(operand, offset: offset, bytes: bytes) : nil
    }

    /// What assembly gives: whether it jumps, then its outputs.
    func outputs(_ place: Int, _ count: Int) -> [UInt64] {
        if let known = answers[place] { return known }
        let values = (0...count).map { index -> UInt64 in
            index == 0 ? 0 : Bool.random(using: &generator) ? 1 : number()
        }
        answers[place] = values
        return values
    }

    /// What a volatile access reads.
    ///
    /// - Parameter known: what stands there, where that is known.
    func volatile(_ place: Int, at address: UInt64, _ form: Form, known: UInt64?) -> UInt64 {
        if let chosen = answers[place]?.first { return chosen }
        if let known, fixed[.answer(place)] == nil {
            answers[place] = [known]
            return known
        }
        // `READ_ONCE()` reads some pointers as numbers.
        let isPointer =
            form.kind == .pointer || form.bits == 64 && Int.random(in: 0..<3, using: &generator) > 0
        let value = isPointer ? pointer(at: address) : number()
        let chosen = fixed[.answer(place)] ?? value
        answers[place] = [chosen]
        return chosen
    }

    // MARK: Memory

    /// Chooses what is read at an address, as far as `isKnown` says of a byte that nothing is known of it.
    func fill(_ address: UInt64, bytes: Int, _ form: Form, isKnown: (UInt64) -> Bool) {
        let open = (0..<bytes).map { address &+ UInt64($0) }.filter { memory[$0] == nil && !isKnown($0) }
        guard !open.isEmpty else { return }
        var value: UInt64 = 0
        if open.count == bytes, bytes <= 8, form.kind != .aggregate {
            value = form.kind == .pointer ? pointer(at: address) : number()
            value = fixed[.memory(address, bytes: bytes)] ?? value
        }
        for place in open {
            memory[place] = UInt8(truncatingIfNeeded: value >> (8 * (place &- address)))
        }
    }

    /// Chooses what stood where a number is written, so that the write is seen.
    func fill(_ address: UInt64, bytes: Int, before value: Int64, _ form: Form, isKnown: (UInt64) -> Bool) {
        let open = (0..<bytes).map { address &+ UInt64($0) }
        guard bytes <= 8, open.allSatisfy({ memory[$0] == nil && !isKnown($0) }) else { return }
        let other: UInt64 = value != 0 ? 0 : form.kind == .pointer ? object() : 1
        for place in open {
            memory[place] = UInt8(truncatingIfNeeded: other >> (8 * (place &- address)))
        }
    }

    /// Likewise for a byte of a text.
    ///
    /// - Parameter other: the byte that it is compared with, which it often is.
    func fill(_ address: UInt64, other: UInt8?) {
        guard memory[address] == nil else { return }
        let isOther = Int.random(in: 0..<(mood == .rough ? 8 : 64), using: &generator) > 0
        memory[address] =
            isOther ? other ?? 0 : UInt8(truncatingIfNeeded: numbers.randomElement(using: &generator) ?? 1)
    }
}

extension CaseInput {
    /// The same case with what a world chose for what it says nothing of.
    func completed(by world: LazyWorld) -> CaseInput {
        var input = self
        input.memory.merge(world.memory) { own, _ in own }
        for (place, parts) in world.answers {
            while input.answers.count <= place { input.answers.append(Answer(parts: [])) }
            if input.answers[place].parts.isEmpty { input.answers[place].parts = parts }
        }
        for (place, bytes) in world.writes {
            while input.answers.count <= place { input.answers.append(Answer(parts: [])) }
            input.answers[place].writes.merge(bytes) { own, _ in own }
        }
        return input
    }
}
