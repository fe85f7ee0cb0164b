/// The first thing in which two sides differ in a case.
public enum CaseDifference: Hashable, Sendable {
    /// At that event, counted from 0 without log messages: another event, other operands, or other memory.
    case event(Int, Aspect)
    /// They end differently.
    case ending
    /// Memory that outlives the function differs, first at that address.
    case memory(UInt64)

    /// In what two events differ.
    public enum Aspect: Hashable, Sendable {
        /// One side has none, or one of another kind.
        case kind
        /// Operands; the place of the first one that differs.
        case operand(Int)
        /// Memory that the callee may see, first at that address.
        case memory(UInt64)
    }

    /// Compares two traces; nil where nothing differs, or where it cannot be said.
    static func first(
        _ left: CaseTrace, _ right: CaseTrace, renames: [String: String] = [:]
    ) -> CaseDifference? {
        let credible = min(left.credibleEvents ?? .max, right.credibleEvents ?? .max)
        let one = left.countedEvents.map { event in
            var event = event
            if event.kind == .call { event.name = renames[event.name] ?? event.name }
            return event
        }
        let other = right.countedEvents
        for index in 0..<max(one.count, other.count) {
            if index >= credible { return nil }
            guard index < one.count, index < other.count else {
                // A side that stops for a reason of its own shows nothing.
                // Nor does it matter what happens before both trap.
                let shorter = index < one.count ? right : left
                if case .unclear = shorter.ending { return nil }
                if case (.trapped, .trapped) = (left.ending, right.ending) { return nil }
                return .event(index, .kind)
            }
            if let aspect = aspect(one[index], other[index]) { return .event(index, aspect) }
        }
        if credible != .max { return nil }
        switch (left.ending, right.ending) {
        case (.unclear, _), (_, .unclear): return nil
        case (.trapped, .trapped): return nil
        case (.returned(let first), .returned(let second)):
            if first.count == second.count, zip(first, second).allSatisfy({ isSame($0, $1) }) {
                return differing(left.memory, right.memory).map { .memory($0) }
            }
            return .ending
        default: return left.ending == right.ending ? nil : .ending
        }
    }

    private static func aspect(_ one: CaseTrace.Event, _ other: CaseTrace.Event) -> Aspect? {
        if one.kind != other.kind || one.name != other.name || one.operands.count != other.operands.count {
            return .kind
        }
        for index in one.operands.indices where !isSame(one.operands[index], other.operands[index]) {
            return .operand(index)
        }
        return differing(one.memory, other.memory).map { .memory($0) }
    }

    /// Where a local lies is no difference.
    private static func isSame(_ left: UInt64, _ right: UInt64) -> Bool {
        left == right || AddressLayout.isLocal(left) && AddressLayout.isLocal(right)
    }

    private static func differing(_ left: [UInt64: UInt8], _ right: [UInt64: UInt8]) -> UInt64? {
        var places: [UInt64] = []
        for (address, byte) in left {
            // What only one side wrote of a local counts for nothing: the other's may lie elsewhere.
            if AddressLayout.isLocal(address) {
                if let there = right[address], there != byte { places.append(address) }
            } else if right[address] != byte {
                places.append(address)
            }
        }
        for address in right.keys where left[address] == nil && !AddressLayout.isLocal(address) {
            places.append(address)
        }
        // Bytes that hold a local's address in both are the same.
        return places.sorted().first { !holdsLocal(left, $0) || !holdsLocal(right, $0) }
    }

    private static func holdsLocal(_ memory: [UInt64: UInt8], _ address: UInt64) -> Bool {
        let start = address & ~7
        var value: UInt64 = 0
        for index in 0..<8 {
            guard let byte = memory[start + UInt64(index)] else { return false }
            value |= UInt64(byte) << UInt64(8 * index)
        }
        return AddressLayout.isLocal(value)
    }
}
