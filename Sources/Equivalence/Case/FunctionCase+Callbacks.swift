extension FunctionCase {
    /// Whether the sides differ in nothing but memory that functions called through pointers find, and that is no part of the objects
    /// which these are given: whether such a function looks at it is not known.
    ///
    /// A function that gets no pointer works on what it knows otherwise, and one that is called by name is known by its name to
    /// whoever reads the case: of these all memory counts.
    ///
    /// - Parameters:
    ///   - renames: new names of functions, by the old ones.
    ///   - again: runs both sides in another case; nil where they do not differ.
    func restsOnCallbacks(_ renames: [String: String], again: (CaseInput) -> FunctionCase?) -> Bool {
        if differsOnlyForCallbacks(renames) { return true }
        if let apart = withObjectsApart, let other = again(apart), other.differsOnlyForCallbacks(renames) {
            return true
        }
        guard let other = withoutCallbacksWrites else { return false }
        return again(other)?.differsOnlyForCallbacks(renames) ?? true
    }

    private func differsOnlyForCallbacks(_ renames: [String: String]) -> Bool {
        guard case .event(_, .memory) = difference else { return false }
        var (one, other) = (old, new)
        for index in old.events.indices where index < new.events.count && isUngiven(index) {
            one.events[index].memory = [:]
            other.events[index].memory = [:]
        }
        // Where it cannot be said how they end, there is no difference to show either.
        return CaseDifference.first(one, other, renames: renames) == nil
    }

    /// The same case, but for what functions called through pointers write to where the sides differ there and that is no part of the
    /// objects which these are given; nil where there is nothing of the kind.
    private var withoutCallbacksWrites: CaseInput? {
        var result = input
        for index in old.events.indices where index < new.events.count && isUngiven(index) {
            let answer = old.events[..<index].count { $0.kind != .log }
            guard result.answers.indices.contains(answer) else { continue }
            for place in differing(index) { result.answers[answer].writes[place] = nil }
        }
        return result == input ? nil : result
    }

    /// The same case, in which pointers in memory do not lead to the objects that the arguments point to but to copies of these; nil where
    /// none does, or where no call through a pointer shows the difference. A solver likes to take one object for all.
    private var withObjectsApart: CaseInput? {
        guard case .event(let place, .memory) = difference,
            old.countedEvents[place].kind == .callThrough
        else { return nil }
        var result = input
        let passed = Set(input.arguments.flatMap { $0 }.filter { $0 >= 4096 }.map { $0 >> 12 })
        result.memory = Self.apart(input.memory, from: passed)
        for index in input.answers.indices {
            result.answers[index].writes = Self.apart(input.answers[index].writes, from: passed)
        }
        guard result != input else { return nil }
        for (address, byte) in input.memory where passed.contains(address >> 12) {
            result.memory[Self.copied(address)] = byte
        }
        return result
    }

    private static func copied(_ address: UInt64) -> UInt64 {
        0xffff_8890_0000_0000 + (address & 0xfff_ffff)
    }

    /// Bytes by address, in which words that lead to some pages lead to their copies.
    private static func apart(_ bytes: [UInt64: UInt8], from pages: Set<UInt64>) -> [UInt64: UInt8] {
        var result = bytes
        for address in bytes.keys where address % 8 == 0 {
            let word = (0..<8).reduce(UInt64(0)) {
                $0 | UInt64(bytes[address &+ UInt64($1)] ?? 0) << UInt64(8 * $1)
            }
            guard pages.contains(word >> 12) else { continue }
            for index in 0..<8 {
                let byte = copied(word) >> UInt64(8 * index)
                result[address &+ UInt64(index)] = UInt8(truncatingIfNeeded: byte)
            }
        }
        return result
    }

    /// Whether a call through a pointer is given pointers, and the sides differ there in none of these objects.
    private func isUngiven(_ index: Int) -> Bool {
        let (here, there) = (old.events[index], new.events[index])
        guard here.kind == .callThrough, there.kind == .callThrough else { return false }
        let passed = here.operands.dropFirst().filter { $0 >= 4096 && $0 < 0 &- 4095 }
        guard !passed.isEmpty else { return false }
        // An object lies on the page (4096 bytes) that its pointer points to, or goes on to the next.
        let pages = Set(passed.flatMap { [$0 >> 12, $0 >> 12 + 1] })
        return differing(index).allSatisfy { !pages.contains($0 >> 12) }
    }

    /// Where memory differs at an event, by address.
    private func differing(_ index: Int) -> [UInt64] {
        let (here, there) = (old.events[index].memory, new.events[index].memory)
        return Set(here.keys).union(there.keys).filter { here[$0] != there[$0] }
    }
}
