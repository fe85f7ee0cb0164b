import ABIModel

/// Why a finding is not certain.
public enum Doubt: Hashable, Sendable {
    /// A side could not be read whole where the finding's subject stands or should stand: whose side, what the reader
    /// said, and where.
    case unread(Label, reason: String, site: SourceSite)
    /// Not all patches up to the one in question apply.
    case unapplied
}
