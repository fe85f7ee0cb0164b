/// Makes a revision of the mails of one sending.
enum RevisionBuilder {
    /// The patches in order, each number once; what is missing and what came twice is told.
    static func revision(_ sending: Sending) -> Revision {
        let (patches, duplicates) = sorted(sending)
        let coverTag = sending.cover.map { SubjectTag($0.subject) }
        let total = coverTag?.total ?? patches.compactMap(\.total).max() ?? patches.count
        let present = Set(patches.map(\.place))
        var missing = total > 0 && total < 10_000 ? (1...total).filter { !present.contains(Double($0)) } : []
        // A number that was given twice is mostly followed by one that was not given.
        if !sending.additions.isEmpty { missing.removeAll { _ in patches.count >= total } }
        let coverBase = sending.cover.flatMap { Patch.baseCommit(Array(ByteLines(bytes: $0.content[...]))) }
        var revision = Revision(
            label: "", version: sending.version, isResend: sending.isResend, isRFC: sending.isRFC,
            cover: sending.cover, title: coverTag?.title ?? patches.first?.title ?? "", patches: patches,
            missing: missing, duplicates: duplicates,
            baseCommit: coverBase ?? patches.compactMap(\.baseCommit).first)
        revision.branch = sending.branch
        revision.notes = sending.notes
        revision.numberAnew()
        return revision
    }

    /// Of two mails with one number the one whose diff arrived counts, else the earlier one.
    private static func sorted(_ sending: Sending) -> (patches: [Patch], duplicates: [Patch]) {
        var patches: [Patch] = []
        var duplicates: [Patch] = []
        var next = 1
        let numbered = sending.postings.compactMap { posting -> (patch: Patch, isAddition: Bool)? in
            guard var patch = posting.patch else { return nil }
            if posting.tag.number == nil {
                // Without numbers they stand in the order in which they came.
                (patch.number, patch.place) = (next, Double(next))
                next += 1
            }
            return (patch, sending.additions.contains(posting.index))
        }
        let ordered = numbered.enumerated().sorted { left, right in
            func rank(_ entry: (offset: Int, element: (patch: Patch, isAddition: Bool))) -> (
                Double, Int, Int, Int
            ) {
                let patch = entry.element.patch
                return (patch.place, entry.element.isAddition ? 1 : 0, patch.isLost ? 1 : 0, entry.offset)
            }
            return rank(left) < rank(right)
        }.map(\.element)
        for (patch, isAddition) in ordered {
            if patches.last?.place == patch.place, !isAddition {
                duplicates.append(patch)
            } else {
                patches.append(patch)
            }
        }
        return (patches, duplicates)
    }
}

extension Revision {
    /// Counts the patches from 1 where a number is a fraction, or was given twice.
    fileprivate mutating func numberAnew() {
        let between = patches.filter { $0.place != $0.place.rounded() }
        let twice = zip(patches, patches.dropFirst()).filter { $0.place == $1.place }.map(\.1)
        guard !between.isEmpty || !twice.isEmpty else { return }
        // What is missing keeps its place among them.
        let places = (patches.map(\.place) + missing.map(Double.init)).sorted()
        var next = 0
        var absent = Set(missing)
        missing = []
        for (number, place) in places.enumerated() {
            if let gone = absent.remove(Int(place)), Double(gone) == place {
                missing.append(number + 1)
            } else {
                patches[next].number = number + 1
                next += 1
            }
        }
        var reasons = between.map { "one is numbered \($0.place.formatted)" }
        reasons += twice.map { "two are numbered \($0.place.formatted)" }
        notes.append("the patches are counted anew, since \(reasons.joined(separator: " and "))")
    }
}

extension Patch {
    /// Whether its mail carried no diff.
    var isLost: Bool { fileDiffs.isEmpty && damages.contains { $0.path.isEmpty } }
}
