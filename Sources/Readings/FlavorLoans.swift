import ExtractionMessages
import KernelTree
import Workers

/// What of a unit's beginning reads the same under two flavors.
extension UnitReader {
    /// The same unit under a flavor that comes before and differs in options only.
    func lender(to place: Place, _ state: PatchedTree) throws -> SharedBeginnings.Lender? {
        guard let ground = grounds[place.root] else { return nil }
        let (file, own) = (place.unit.file, ground.flavors[place.unit.flavor])
        let arguments = Flavor.common(own.arguments(forUnit: file, in: state))
        for (number, other) in ground.flavors[..<place.unit.flavor].enumerated() {
            let lender = Place(root: place.root, unit: Unit(file: file, flavor: number))
            let lent = other.arguments(forUnit: file, in: state)
            guard beginnings.has(lender), Flavor.common(lent) == arguments,
                let difference = difference(place.unit.flavor, from: number, in: state.base)
            else { continue }
            let directives = difference.directives
            var files = [
                FlavorDifference.file: try blobs.path(for: directives, id: Fingerprint.digest(directives))
            ]
            for path in FlavorDifference.files { files[path] = ground.virtualFiles[number][path] ?? "" }
            return SharedBeginnings.Lender(place: lender) { [files] header in
                SharedPreamble.Loan(
                    file: header, arguments: lent + ["-include", FlavorDifference.name], overlayFiles: files,
                    options: difference.options.sorted())
            }
        }
        return nil
    }

    private func difference(_ flavor: Int, from other: Int, in tree: SourceTree) -> FlavorDifference? {
        guard let ground = grounds[tree.root] else { return nil }
        if let known = ground.differences[[flavor, other]] { return known }
        let difference = ground.flavors[flavor].difference(from: ground.flavors[other], in: tree)
        grounds[tree.root]?.differences[[flavor, other]] = .some(difference)
        return difference
    }
}
