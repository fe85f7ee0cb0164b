/// Puts the revisions of a series in order and names them.
enum RevisionOrder {
    /// The revisions by their numbers, then by their dates.
    ///
    /// An RFC that was numbered by itself comes before the patches that went on from it; a sending without a number
    /// comes where its date puts it, RESEND behind what it repeats.
    static func labelled(_ members: [SeriesGrouping.Member]) -> [Revision] {
        let sorted = sorted(members)
        let restarts = hasOwnNumbers(members)
        var used: [String: Int] = [:]
        var labels: [Int: String] = [:]
        var result: [Revision] = []
        for member in sorted {
            var revision = member.revision
            let sending = member.sending
            var name = "v\(sending.version)" + (sending.point > 0 ? ".\(sending.point)" : "")
            if sending.isRFC, restarts { name += "-rfc" }
            if sending.isResend { name += "-resend" }
            used[name, default: 0] += 1
            revision.label = used[name] == 1 ? name : "\(name)-\(used[name] ?? 0)"
            labels[member.index] = revision.label
            result.append(revision)
        }
        for index in result.indices {
            guard let lender = sorted[index].sending.exchangedFrom, let label = labels[lender] else {
                continue
            }
            result[index].notes = result[index].notes.map {
                $0.replacing(PartialSending.placeholder, with: label)
            }
        }
        return result
    }

    private static func sorted(_ members: [SeriesGrouping.Member]) -> [SeriesGrouping.Member] {
        let restarts = hasOwnNumbers(members)
        func rank(_ member: SeriesGrouping.Member) -> [Int] {
            let sending = member.sending
            return [
                restarts && sending.isRFC ? 0 : 1, sending.version, sending.point, sending.isResend ? 1 : 0,
            ]
        }
        let ordered = members.enumerated().sorted { left, right in
            let (first, second) = (rank(left.element), rank(right.element))
            return first == second ? left.offset < right.offset : first.lexicographicallyPrecedes(second)
        }.map(\.element)
        return withUnnumberedByDate(ordered)
    }

    /// Whether the patches begin at v1 after RFCs that were numbered as well.
    private static func hasOwnNumbers(_ members: [SeriesGrouping.Member]) -> Bool {
        members.contains { patches in
            !patches.sending.isRFC && !patches.sending.isResend
                && members.contains { rfc in
                    guard rfc.sending.isRFC, rfc.sending.version >= patches.sending.version else {
                        return false
                    }
                    guard let first = rfc.sending.date, let second = patches.sending.date else { return true }
                    return first <= second
                }
        }
    }

    /// A sending that names no number, where another one is v1, was sent after those that came before it.
    private static func withUnnumberedByDate(
        _ members: [SeriesGrouping.Member]
    ) -> [SeriesGrouping.Member] {
        var result: [SeriesGrouping.Member] = []
        var late: [SeriesGrouping.Member] = []
        for member in members {
            let sending = member.sending
            let isAgain =
                !sending.hasVersion && !sending.isResend && sending.date != nil
                && result.contains { $0.sending.version == 1 && $0.sending.isRFC == sending.isRFC }
            if isAgain { late.append(member) } else { result.append(member) }
        }
        for member in late {
            let place = result.lastIndex { ($0.sending.date ?? .max) <= (member.sending.date ?? 0) }
            result.insert(member, at: place.map { $0 + 1 } ?? result.endIndex)
        }
        return result
    }
}
