import ABIModel
import Drift
import PatchSeries
import Phrases

/// Holds what the mails of a series say against what was measured. Only plain contradictions are told, as
/// notes: most of what people write cannot be held against anything.
struct ClaimCheck {
    /// One revision with what was measured of it.
    struct Measured {
        var revision: Revision
        /// The label of the revision before; nil for the first.
        var previous: String?
        /// The names that it declares, and those that the one before did.
        var names: Set<String>
        var previousNames: Set<String>
        /// What its patches changed, by their numbers.
        var byPatch: [Int: [Finding]]
        /// What changed since the revision before.
        var sincePrevious: [Finding]
        /// Whether all of it and of the one before could be read.
        var isWhole: Bool
    }

    /// Every contradiction in a revision's mails.
    static func findings(in measured: Measured) -> [Finding] {
        let revision = measured.revision
        var result: [Finding] = []
        for patch in revision.patches {
            let reference = PatchReference(patch, in: revision.label)
            result += diffstat(of: patch, reference)
            for stated in ClaimReader.claims(inMessage: patch.message) {
                let own = measured.byPatch[patch.number] ?? []
                if let against = contradiction(stated.claim, patch: own) {
                    result.append(finding(stated, against, symbol: patch.title, reference, measured))
                }
            }
        }
        guard let cover = revision.cover else { return result }
        let reference = PatchReference(
            revision: revision.label, number: 0, messageID: cover.messageID, title: revision.title)
        for stated in ClaimReader.claims(inChangelog: cover.body, version: revision.version) {
            if let against = contradiction(stated.claim, measured) {
                result.append(finding(stated, against, symbol: revision.title, reference, measured))
            }
        }
        return result
    }

    private static func finding(
        _ stated: StatedClaim, _ against: Phrase, symbol: String, _ patch: PatchReference,
        _ measured: Measured
    ) -> Finding {
        let place: Phrase = patch.number == 0 ? "the cover letter" : "patch \(patch.number)"
        return Finding(
            rule: .claimContradicted, surface: .internal, compatibility: .none,
            symbol: symbol, from: measured.previous.map(Label.revision) ?? .base,
            to: .revision(measured.revision.label),
            message: "\(place) of \(measured.revision.label) says \"\(short(stated.words))\", "
                + "but \(against)",
            before: .text("\(stated.words)"), after: .text(against), patch: patch)
    }

    private static func short(_ text: String) -> String {
        text.count <= 100 ? text : String(text.prefix(99)) + "…"
    }

    // MARK: Patches

    private static func contradiction(_ claim: Claim, patch findings: [Finding]) -> Phrase? {
        let isAgainst: (any Rule.Type) -> Bool
        switch claim {
        case .noFunctionalChange: isAgainst = { $0.isFunctional }
        case .onlyRenames: isAgainst = { $0.changesMoreThanNames }
        default: return nil
        }
        let against = findings.filter {
            isAgainst($0.rule.definition) && $0.verdict == .drifted && $0.evidence == .proved
        }
        guard let first = against.first else { return nil }
        let more: Phrase = against.count > 1 ? " (and \(against.count - 1) more)" : ""
        return "\(first.message)\(more)\(unread(first))"
    }

    /// That two functions which are called in each other's stead may well do the same; "" where the finding shows no such.
    private static func unread(_ finding: Finding) -> Phrase {
        guard let last = finding.unreadCallees.last else { return "" }
        let first = finding.unreadCallees[0]
        return first == last
            ? "; what \(code: "\(last)()") does was not looked at"
            : "; whether \(code: "\(first)()") and \(code: "\(last)()") do the same was not looked at"
    }

    private static func diffstat(of patch: Patch, _ reference: PatchReference) -> [Finding] {
        guard let stated = Diffstat(in: patch.notes), let counted = Diffstat(counting: patch),
            stated != counted
        else { return [] }
        return [
            Finding(
                rule: .diffstatMismatch, surface: .internal, compatibility: .none,
                symbol: patch.title, from: .base, to: .revision(reference.revision),
                message:
                    "the diffstat of patch \(patch.number) of \(reference.revision) counts \(stated.phrase); "
                    + "the diff has \(counted.phrase)",
                before: .text(stated.phrase), after: .text(counted.phrase), patch: reference)
        ]
    }

    // MARK: Change logs

    private static func contradiction(_ claim: Claim, _ measured: Measured) -> Phrase? {
        guard let previous = measured.previous, measured.isWhole else { return nil }
        let label = measured.revision.label
        switch claim {
        case .unchanged:
            let against = measured.sincePrevious.filter { $0.evidence == .proved && $0.verdict == .drifted }
            guard let first = against.first else { return nil }
            return "since \(previous) \(first.message)"
        case .renamed(let old, let new):
            let isNew = new.contains { measured.names.contains($0) && !measured.previousNames.contains($0) }
            guard isNew else { return nil }
            if let left = old.first(where: measured.names.contains), measured.previousNames.contains(left) {
                return "\(label) still declares \(code: left)"
            }
            guard !old.contains(where: measured.previousNames.contains) else { return nil }
            return old.count == 1
                ? "\(previous) declares no \(code: old[0])" : "\(previous) declares none of the old names"
        case .removed(let name):
            guard measured.names.contains(name), measured.previousNames.contains(name) else { return nil }
            return "\(label) still declares \(code: name)"
        case .noFunctionalChange, .onlyRenames: return nil
        }
    }
}
