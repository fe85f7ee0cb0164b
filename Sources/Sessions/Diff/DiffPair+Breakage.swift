import Drift
import ExtractionMessages
import KernelTree
import Phrases
import Readings
import Workers

/// What the new side breaks: itself, and files that are the same on both sides.
extension DiffPair {
    /// The files that clang reads on the old side and finds errors in on the new one. Between two kernels, where there are too many
    /// files for each to be read behind what its users include, a header that does not stand alone is none of them.
    func newErrors(_ old: SideReading, _ new: SideReading) -> [Finding] {
        guard isOfFewFiles, let plan = plans[1], let texts, texts.old.file == nil else { return [] }
        let indices = Dictionary(plan.flavors.enumerated().map { ($1.name, $0) }) { first, _ in first }
        var found: [String: Finding] = [:]
        for (unit, errors) in new.complaints.sorted(by: { $0.key < $1.key }) {
            guard let first = errors.first, old.complaints[unit]?.isEmpty == true,
                let index = indices[unit.flavor], RevisionErrors.isConfiguration(index, of: plan)
            else { continue }
            if found[unit.file] != nil {
                found[unit.file]?.flavors.append(unit.flavor)
                continue
            }
            found[unit.file] = Finding(
                rule: .revisionDoesNotCompile, surface: .internal, compatibility: .incompatible,
                symbol: unit.file, from: old.revision.label, to: new.revision.label,
                message: "\(code: unit.file) no longer compiles: \(first.message)", flavors: [unit.flavor],
                site: first.site,
                consequences: errors.dropFirst().prefix(20).map { .complaint($0.site, $0.message) })
        }
        return found.values.sorted { $0.symbol < $1.symbol }
    }

    /// The files of one text that use what the new side no longer has.
    ///
    /// - Throws: ``KernelTreeError`` or ``RunError`` for a tree that cannot be read.
    func usersLeftBehind(
        _ findings: [Finding], labels: (from: Label, to: Label), pool: ExtractionPool
    ) throws -> UsersLeftBehind.Outcome {
        guard let texts, texts.old.file == nil, !texts.old.isPlain, !texts.new.isPlain else {
            return UsersLeftBehind.Outcome()
        }
        guard isOfFewFiles else {
            var outcome = UsersLeftBehind.Outcome()
            outcome.notes = [
                "who still uses what is taken away was not looked for: \(files.count) files are compared"
            ]
            return outcome
        }
        let (before, after) = (try texts.old.flavors(pool: pool)[0], try texts.new.flavors(pool: pool)[0])
        let reader = try UnitReader(
            trees: [(texts.old.tree, [before]), (texts.new.tree, [after])], touchedFiles: files, pool: pool)
        let search = UsersLeftBehind(
            base: texts.old.state, revision: texts.new.state, flavor: after, reader: reader)
        var outcome = try search.outcome(findings)
        let gone = try files.filter {
            $0.hasSuffix(".h") && texts.old.tree.hasFile($0) && !texts.new.tree.hasFile($0)
        }
        outcome.findings += try search.includes(of: gone, labels: labels) { _ in nil }
        return outcome
    }
}

extension [Unknown] {
    /// What is unknown without what is told as an error.
    func without(errors: [Finding]) -> [Unknown] {
        filter { entry in
            guard case .unit(let file, let flavor) = entry.subject else { return true }
            return !errors.contains { error in
                error.symbol == file && error.to == entry.label && error.flavors.contains(flavor)
            }
        }
    }
}
