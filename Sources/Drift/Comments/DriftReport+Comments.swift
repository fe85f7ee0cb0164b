import ABIModel

extension DriftReport {
    /// What reviewers said of the declaration that a finding is about: on the old side, whose comments the
    /// change may answer, and on the new side.
    public func comments(on finding: Finding) -> [PlacedComment] {
        let labels = Set([finding.from, finding.to].compactMap(\.revision))
        let symbols = Set([finding.symbol] + finding.enclosingSymbols)
        return comments.filter { comment in
            comment.revision.map(labels.contains) == true
                && comment.targets.contains { target in symbols.contains(where: target.isAbout) }
        }
    }
}

extension Finding {
    /// The enum that the finding's constant is of: its name alone does not tell.
    fileprivate var enclosingSymbols: [String] {
        [before, after].compactMap { side in
            guard case .enumeration(let value)? = side else { return nil }
            return value.symbol
        }
    }
}

extension CommentTarget {
    /// Whether this is the declaration that a finding names, a part of it, or what it is part of. What stands
    /// further up in a thread is too far from the comment to count.
    public func isAbout(_ other: String) -> Bool {
        guard basis != .thread else { return false }
        return symbol == other || symbol.hasPrefix(other + ".") || other.hasPrefix(symbol + ".")
    }
}
