/// Makes a revision of the mails of one sending.
enum RevisionBuilder {
    /// The patches in order, each number once; what is missing and what came twice is told.
    static func revision(_ sending: SeriesAssembly.Sending) -> Revision {
        var patches: [Patch] = []
        var duplicates: [Patch] = []
        // Of two mails with one number the one whose diff arrived counts, else the earlier one.
        let ordered = sending.patches.enumerated().sorted { left, right in
            (left.element.number, left.element.isLost ? 1 : 0, left.offset)
                < (right.element.number, right.element.isLost ? 1 : 0, right.offset)
        }.map(\.element)
        for patch in ordered {
            if patches.last?.number == patch.number {
                duplicates.append(patch)
            } else {
                patches.append(patch)
            }
        }
        let coverTag = sending.cover.map { SubjectTag($0.subject) }
        let total = coverTag?.total ?? patches.compactMap(\.total).max() ?? patches.count
        let present = Set(patches.map(\.number))
        let missing = total > 0 && total < 10_000 ? (1...total).filter { !present.contains($0) } : []
        let coverBase = sending.cover.flatMap { Patch.baseCommit(Array(ByteLines(bytes: $0.content[...]))) }
        return Revision(
            label: "", version: sending.version, isResend: sending.isResend, isRFC: sending.isRFC,
            cover: sending.cover, title: coverTag?.title ?? patches.first?.title ?? "", patches: patches,
            missing: missing, duplicates: duplicates,
            baseCommit: coverBase ?? patches.compactMap(\.baseCommit).first)
    }
}

extension Patch {
    /// Whether its mail carried no diff.
    var isLost: Bool { fileDiffs.isEmpty && damages.contains { $0.path.isEmpty } }
}
