import ABIModel
import Drift
import Phrases

/// A name that a revision takes away, or that is used in another way since. Which changes do that, the rules say
/// (`NameLoss`).
struct GoneName: Sendable {
    /// What it names.
    enum Kind: Hashable, Sendable {
        /// Something that stands for itself wherever its header is included.
        case plain
        /// A member of the record with that tag.
        case member(of: String)
    }

    /// The name.
    var name: String
    /// What it names.
    var kind: Kind
    /// What becomes of it, as the end of a sentence that begins with the name.
    var fate: Phrase
    /// Whether all that use it miss it. Otherwise only what clang says of a user counts.
    var isMissedByAll = true
    /// The finding that says so.
    var finding: Finding

    /// nil where a finding takes no name away.
    init?(_ finding: Finding) {
        guard finding.verdict == .drifted else { return nil }
        self.finding = finding
        let owner: NameLoss.Owner
        switch finding.rule.definition.nameLoss {
        case .nothing: return nil
        case .removed(let of):
            // What only left user space is there for the kernel.
            if of == .declaration, let file = finding.after?.site?.file, Surface(ofFile: file) != nil {
                return nil
            }
            (owner, fate) = (of, "was removed")
        case .renamed(let of): (owner, fate) = (of, "has another name")
        case .otherArguments:
            guard finding.compatibility == .incompatible else { return nil }
            (owner, fate) = (.declaration, "takes other parameters")
        case .otherResult:
            guard finding.compatibility == .incompatible else { return nil }
            (owner, fate, isMissedByAll) = (.declaration, "gives something else back", false)
        }
        guard let (name, kind) = Self.name(owner, finding) else { return nil }
        // What one file alone knows is used there.
        guard !(finding.site?.file.hasSuffix(".c") ?? true), !name.contains("."), !name.hasPrefix("(") else {
            return nil
        }
        self.name = name
        self.kind = kind
    }

    /// The old name, and what it names.
    private static func name(_ owner: NameLoss.Owner, _ finding: Finding) -> (String, Kind)? {
        switch (owner, finding.before) {
        case (.member, .record(let record)?):
            guard let path = finding.message.names.first, let last = path.split(separator: ".").last else {
                return nil
            }
            return (String(last), .member(of: record.root))
        case (.constant, .enumeration(let value)?):
            return finding.message.names.first { name in value.constants.contains { $0.name == name } }.map {
                ($0, .plain)
            }
        case (.declaration, .function(let value)?): return (value.name, .plain)
        case (.declaration, .macro(let value)?): return (value.name, .plain)
        case (.declaration, .typedef(let value)?): return (value.name, .plain)
        case (.declaration, .variable(let value)?): return (value.name, .plain)
        case (.declaration, .record(let value)?): return (value.name, .plain)
        case (.declaration, .enumeration(let value)?): return (value.name, .plain)
        default: return nil
        }
    }
}
