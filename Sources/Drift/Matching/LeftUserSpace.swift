import ABIModel

/// What user space could include and no longer can, though the kernel still has it: it moved out of `uapi`.
extension Comparison {
    /// Those of some pairs that left user space.
    ///
    /// - Parameters:
    ///   - pairs: declarations of both sides.
    ///   - all: all that the new side declares of that kind.
    ///   - condition: the `#if` condition that an old one stands under.
    func left<Entity: NamedEntity>(
        _ pairs: [Pair<Entity>], among all: [Entity], _ condition: (Entity) -> String?
    ) -> [Pair<Entity>] {
        let candidates = pairs.filter { pair in
            Self.isForUsers(pair.old.site) && !Self.isForUsers(pair.new.site) && !pair.isRename
                // What only the kernel sees of a header is not installed.
                && !(condition(pair.old)?.contains("__KERNEL__") ?? false)
        }
        guard !candidates.isEmpty else { return [] }
        let there = Set(all.filter { Self.isForUsers($0.site) }.map(\.name))
        return candidates.filter { !there.contains($0.old.name) }
    }

    private static func isForUsers(_ site: SourceSite) -> Bool {
        SurfaceMap.surface(ofFile: site.file) == .uapi
    }
}
