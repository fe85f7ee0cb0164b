import ABIModel
import Drift
import Phrases

/// A name that a revision takes away, or that is used in another way since.
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
    /// The finding that says so.
    var finding: Finding

    /// nil where a finding takes no name away.
    init?(_ finding: Finding) {
        guard finding.verdict == .drifted else { return nil }
        self.finding = finding
        kind = .plain
        switch finding.rule {
        case .functionRemoved, .macroRemoved, .typedefRemoved, .recordRemoved, .enumRemoved, .variableRemoved,
            .enumConstantRemoved, .memberRemoved:
            fate = "was removed"
        case .functionRenamed, .macroRenamed, .typedefRenamed, .recordRenamed, .enumRenamed, .variableRenamed,
            .enumConstantRenamed, .memberRenamed:
            fate = "has another name"
        case .parameterCountChanged, .parameterTypeChanged, .parameterOrderChanged:
            guard finding.compatibility == .incompatible else { return nil }
            fate = "takes other parameters"
        default: return nil
        }
        switch (finding.rule, finding.before) {
        case (.memberRemoved, .record(let record)?), (.memberRenamed, .record(let record)?):
            guard let path = finding.message.names.first, let last = path.split(separator: ".").last else {
                return nil
            }
            name = String(last)
            kind = .member(of: record.root)
        case (.enumConstantRemoved, _): name = finding.symbol
        case (.enumConstantRenamed, .enumeration(let value)?):
            guard
                let old = finding.message.names.first(where: { name in
                    value.constants.contains { $0.name == name }
                })
            else { return nil }
            name = old
        case (_, .function(let value)?): name = value.name
        case (_, .macro(let value)?): name = value.name
        case (_, .typedef(let value)?): name = value.name
        case (_, .variable(let value)?): name = value.name
        case (_, .record(let value)?): name = value.name
        case (_, .enumeration(let value)?): name = value.name
        default: return nil
        }
        // What one file alone knows is used there.
        guard !(finding.site?.file.hasSuffix(".c") ?? true), !name.contains("."), !name.hasPrefix("(") else {
            return nil
        }
    }
}
