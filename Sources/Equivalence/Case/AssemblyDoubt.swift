/// What is known of assembly that was met in a run: nobody runs it.
struct AssemblyTrace: Hashable, Sendable {
    /// The instructions.
    var template: String
    /// The addresses of its outputs and of its operands in memory.
    var places: [UInt64]
}

extension FunctionCase {
    /// Whether the sides part where one has assembly and the other has something that may do the same: other assembly, or C that writes to
    /// the same place. What the instructions do is not known, so that it is no difference that anybody has seen. Barriers, which
    /// have neither outputs nor memory operands, compute nothing, and are what they are.
    var restsOnAssembly: Bool {
        guard case .event(let place, _) = difference else { return false }
        let (one, other) = (old.countedEvents, new.countedEvents)
        let here = [one, other].compactMap { $0.indices.contains(place) ? $0[place] : nil }
        let met = here.compactMap(\.assembly)
        // The same instructions with other operands are like a callee with other arguments.
        guard !met.isEmpty, !(met.count == 2 && met[0].template == met[1].template) else { return false }
        let (first, second) = (one.dropFirst(place), other.dropFirst(place))
        let own = Self.computations(first, without: second)
        let others = Self.computations(second, without: first)
        if own.isEmpty && others.isEmpty { return false }
        if !own.isEmpty && !others.isEmpty { return true }
        let (places, plain, assembled) =
            own.isEmpty ? (others, old, new) : (own, new, old)
        return places.contains { start in
            if AddressLayout.isLocal(start) { return true }
            return (0..<8).contains { plain.written.contains(start &+ $0) }
                || plain.events.contains { $0.kind == .volatileWrite && $0.operands.first == start }
        }
    }

    /// Where the assembly computes that only the first of two sides has.
    private static func computations(
        _ events: ArraySlice<CaseTrace.Event>, without others: ArraySlice<CaseTrace.Event>
    ) -> [UInt64] {
        var left = others.compactMap(\.assembly)
        return events.compactMap(\.assembly).flatMap { assembly -> [UInt64] in
            if let match = left.firstIndex(of: assembly) {
                left.remove(at: match)
                return []
            }
            return assembly.places
        }
    }
}
