import ExtractionMessages
import Flavors
import KernelTree
import Workers

/// What a unit begins with may read the same under two flavors; then one of them goes on from what the other parsed.
extension UnitReader {
    /// The same unit under an earlier flavor that differs in options only and has a preamble; nil where there is none.
    func otherFlavor(
        than treeUnit: TreeUnit, _ state: PatchedTree, _ plan: PreamblePlan
    ) throws -> PreamblePlan.OtherFlavor? {
        guard let context = context(of: treeUnit.root) else { return nil }
        let unit = treeUnit.unit
        let arguments = try Flavor.common(
            context.flavors[unit.flavor].arguments(forUnit: unit.file, in: state))
        for (number, flavor) in context.flavors[..<unit.flavor].enumerated() {
            let other = TreeUnit(root: treeUnit.root, unit: Unit(file: unit.file, flavor: number))
            let otherArguments = try flavor.arguments(forUnit: unit.file, in: state)
            guard plan.has(other), Flavor.common(otherArguments) == arguments,
                let difference = difference(unit.flavor, from: number, in: state.base)
            else { continue }
            let directives = difference.directives
            var files = [
                FlavorDifference.file: try blobs.path(for: directives, id: Fingerprint.digest(directives))
            ]
            for path in FlavorDifference.files { files[path] = context.virtualFiles[number][path] ?? "" }
            return PreamblePlan.OtherFlavor(treeUnit: other) { [files] header in
                SharedPreamble.Reuse(
                    file: header, arguments: otherArguments + ["-include", FlavorDifference.name],
                    overlayFiles: files, options: difference.options.sorted())
            }
        }
        return nil
    }

    private func difference(_ flavor: Int, from other: Int, in tree: SourceTree) -> FlavorDifference? {
        guard let context = context(of: tree.root) else { return nil }
        if let known = context.differences[[flavor, other]] { return known }
        let difference = context.flavors[flavor].difference(from: context.flavors[other], in: tree)
        learn(difference, of: [flavor, other], in: tree.root)
        return difference
    }
}
