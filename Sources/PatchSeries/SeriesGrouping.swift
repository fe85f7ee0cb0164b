/// Tells which sendings are of one series.
///
/// In this order: a `change-id:` in common; titles that agree; half of the patches of the smaller one; an answer that
/// names a later revision; a link in the list of changes; the revision that this list begins at. Sendings for different branches are never of one series.
struct SeriesGrouping {
    /// A sending and what was made of it.
    struct Member {
        var sending: Sending
        /// The sending's index, by which others say that they answer it.
        var index: Int
        var revision: Revision
        /// The Message-Ids of its cover letter and patches.
        var ids: Set<String>
        fileprivate var title: String
        fileprivate var titles: Set<String>

        init(_ sending: Sending, index: Int, revision: Revision) {
            self.sending = sending
            self.index = index
            self.revision = revision
            ids = Set(sending.postings.map(\.message.messageID) + [sending.cover?.messageID ?? ""])
            ids.remove("")
            title = normalized(revision.title)
            titles = Set(revision.patches.map { normalized($0.title) })
        }
    }

    /// The series, each in the order in which its members were sent.
    private(set) var groups: [[Member]] = []
    private var groupOfSending: [Int: Int] = [:]
    private var groupsOfTitle: [String: [Int]] = [:]
    private var groupsOfChange: [String: [Int]] = [:]
    private var groupsOfMail: [String: Int] = [:]
    /// Patch title → the groups that have it, with the members that do.
    private var groupsOfPatch: [String: [Int: Set<Int>]] = [:]

    /// Takes members in the order in which they were sent.
    init(_ members: [Member]) {
        for member in members { add(member) }
        groups.sort { left, right in
            (left.map(\.sending.position).min() ?? 0) < (right.map(\.sending.position).min() ?? 0)
        }
    }

    private mutating func add(_ member: Member) {
        let group = group(of: member) ?? groups.count
        if group == groups.count { groups.append([]) }
        groups[group].append(member)
        groupOfSending[member.index] = group
        groupsOfTitle[member.title, default: []].append(group)
        for id in member.sending.changeIDs { groupsOfChange[id, default: []].append(group) }
        for id in member.ids { groupsOfMail[id] = groupsOfMail[id] ?? group }
        for title in member.titles {
            groupsOfPatch[title, default: [:]][group, default: []].insert(groups[group].count - 1)
        }
    }

    private func group(of member: Member) -> Int? {
        let sending = member.sending
        let above = sending.answered + [sending.exchangedFrom].compactMap { $0 }
        if let lender = sending.exchangedFrom, let group = groupOfSending[lender] { return group }
        if let group = sending.changeIDs.sorted().flatMap({ groupsOfChange[$0] ?? [] }).first { return group }
        let answered = above.compactMap { groupOfSending[$0] }
        if let group = groupsOfTitle[member.title]?.first(where: {
            fits(member, $0, isLinked: answered.contains($0))
        }) {
            return group
        }
        if let group = withCommonPatches(member).filter({ fits(member, $0, isLinked: answered.contains($0)) })
            .min()
        {
            return group
        }
        return answered.first { continues(member, $0) }
            ?? sending.links.sorted().compactMap { groupsOfMail[$0] }.first { continues(member, $0) }
            ?? precedingGroup(of: member)
    }

    /// The one series of the sender that ends in the revision which the list of changes begins at; nil where several do.
    private func precedingGroup(of member: Member) -> Int? {
        let own = member.sending
        guard !own.predecessors.isEmpty, !own.isLoose else { return nil }
        let found = groups.indices.filter { group in
            groups[group].last.map { other in
                let old = other.sending
                return old.sender == own.sender && Self.isLater(own, old) && continues(member, group)
                    && own.predecessors.contains {
                        $0.isRFC == old.isRFC && ($0.version ?? old.version) == old.version
                    }
            } ?? false
        }
        return found.count == 1 ? found.first : nil
    }

    /// The groups with a member that has half of the patch titles of the smaller one of the two.
    private func withCommonPatches(_ member: Member) -> [Int] {
        // (group, member of it) → how many titles are common.
        var common: [[Int]: Int] = [:]
        for title in member.titles {
            for (group, members) in groupsOfPatch[title] ?? [:] {
                for other in members { common[[group, other], default: 0] += 1 }
            }
        }
        return common.filter { key, count in
            count * 2 >= min(member.titles.count, groups[key[0]][key[1]].titles.count)
        }.keys.map { $0[0] }
    }

    /// Whether a member may be of a group by its titles: for the same branch; and two that are called the same
    /// revision come from one sender, or else they only happen to be called alike.
    private func fits(_ member: Member, _ group: Int, isLinked: Bool) -> Bool {
        let own = member.sending
        return groups[group].contains { other in
            let old = other.sending
            guard Self.fitsBranch(own, old) else { return false }
            return isLinked || own.isLoose || old.isLoose || own.sender == old.sender || own.isResend
                || own.version != old.version
        }
    }

    /// Whether a member that answers a group or links to it goes on with it: as a later revision, as what became of an
    /// RFC, or as the same once more.
    private func continues(_ member: Member, _ group: Int) -> Bool {
        let own = member.sending
        return groups[group].contains { other in
            let old = other.sending
            guard Self.fitsBranch(own, old) else { return false }
            return own.hasVersion && (own.version, own.point) > (old.version, old.point)
                || old.isRFC && !own.isRFC && own.sender == old.sender && Self.isLater(own, old)
                || own.isResend && own.sender == old.sender
        }
    }

    /// Whether one was sent by itself after the other; what goes out together is two series.
    private static func isLater(_ own: Sending, _ old: Sending) -> Bool {
        guard let first = old.date, let second = own.date else { return true }
        return second - first > 3_600
    }

    /// Whether two are made for the same branches. Who names a branch in a later revision only has the same in mind.
    private static func fitsBranch(_ own: Sending, _ old: Sending) -> Bool {
        own.branch == old.branch || (own.branch == nil || old.branch == nil) && own.version != old.version
    }
}

/// The letters and digits of a title, without the number of the revision that some put at its end.
private func normalized(_ title: String) -> String {
    var words = title.lowercased().split(whereSeparator: \.isWhitespace)
    if words.count > 1, let last = words.last {
        let bare = last.filter { $0.isLetter || $0.isNumber }
        if bare.first == "v", bare.count > 1, bare.dropFirst().allSatisfy(\.isNumber) { words.removeLast() }
    }
    return String(words.joined().filter { $0.isLetter || $0.isNumber })
}
