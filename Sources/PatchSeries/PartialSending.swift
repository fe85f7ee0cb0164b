/// Finds sendings that are a few patches sent again, and completes them from the sending that they mend.
///
/// A lone `[PATCH v3 2/5]` that answers v2 makes v3 of v2 with that patch exchanged; `[PATCH v5.1 2/5]` takes the
/// place of the one in v5; the same patch again is a duplicate.
struct PartialSending {
    private(set) var sendings: [Sending]
    /// Mails that count for nothing, since another one takes their place.
    private(set) var replaced: [(patch: Patch, by: String)] = []

    init(_ sendings: [Sending]) {
        self.sendings = sendings
        for index in sendings.indices { complete(index) }
    }

    private mutating func complete(_ index: Int) {
        guard let (whole, exchanged) = exchange(index) else { return }
        let (own, old) = (sendings[index], sendings[whole])
        if exchanged.allSatisfy({ place, patch in
            old.patches(at: place).contains { $0.hasSameChange(as: patch) }
        }) {
            // The same again: it is listed as a duplicate there.
            for var posting in own.postings { put(&posting, at: exchanged, into: whole) }
            sendings[index].postings = []
            return
        }
        let numbers = exchanged.keys.sorted().map { $0.formatted }.joined(separator: ", ")
        let patches = exchanged.count == 1 ? "patch \(numbers)" : "patches \(numbers)"
        if own.point > old.point, own.version == old.version {
            let label = "v\(own.version).\(own.point)"
            for posting in old.postings {
                guard let patch = posting.patch, exchanged[patch.place] != nil else { continue }
                replaced.append((patch, label))
            }
            sendings[whole].postings.removeAll { exchanged[$0.patch?.place ?? 0] != nil }
            for var posting in own.postings { put(&posting, at: exchanged, into: whole) }
            sendings[whole].notes.append(
                "\(patches) \(exchanged.count == 1 ? "is the one" : "are those") of \(label)")
            sendings[index].postings = []
            return
        }
        sendings[index].postings = old.postings.filter { exchanged[$0.patch?.place ?? 0] == nil }
        for var posting in own.postings { put(&posting, at: exchanged, into: index) }
        sendings[index].total = old.total
        sendings[index].exchangedFrom = whole
        sendings[index].notes.append(
            "only \(patches) \(exchanged.count == 1 ? "was" : "were") sent again; the others are those of \(Self.placeholder)"
        )
    }

    /// Stands for the label of the sending that was completed from, which is not known yet.
    static let placeholder = "\u{1}"

    private mutating func put(_ posting: inout Posting, at places: [Double: Patch], into index: Int) {
        guard var patch = posting.patch,
            let place = places.first(where: { $0.value.messageID == patch.messageID })?.key
        else { return }
        patch.place = place
        patch.number = Int(place.rounded(.up))
        posting.kind = .patch(patch)
        posting.tag.place = place
        posting.tag.number = patch.number
        sendings[index].postings.append(posting)
    }

    /// The sending that a partial one mends, and what it puts where; nil for one that stands for itself.
    private func exchange(_ index: Int) -> (whole: Int, patches: [Double: Patch])? {
        let own = sendings[index]
        guard own.cover == nil, !own.postings.isEmpty, own.additions.isEmpty else { return nil }
        let places = Set(own.postings.compactMap { $0.patch?.place })
        if own.isNumbered == true {
            guard let total = own.total, places.count < total else { return nil }
        } else if own.postings.count != 1 {
            return nil
        }
        for whole in candidates(own, index) {
            let old = sendings[whole]
            guard own.branch == old.branch, own.version >= old.version else { continue }
            if own.isNumbered == true {
                guard old.total == own.total, answersPatches(own, of: old) else { continue }
                let patches = own.postings.compactMap(\.patch)
                let missing = (1...(own.total ?? 1)).filter { !places.contains(Double($0)) }
                let isMending = missing.contains { !old.patches(at: Double($0)).isEmpty }
                let isSame = patches.allSatisfy { patch in
                    old.patches(at: patch.place).contains { $0.hasSameChange(as: patch) }
                }
                guard isMending && old.postings.count > patches.count || isSame else { continue }
                return (whole, Dictionary(patches.map { ($0.place, $0) }) { first, _ in first })
            }
            if let place = placeOfUnnumbered(own, in: old), let patch = own.postings[0].patch {
                return (whole, [place: patch])
            }
        }
        return nil
    }

    /// What a sending may mend: what it answers; else, for a lone patch that answers nothing, the newest one of its
    /// sender that has a patch of its title and number.
    private func candidates(_ own: Sending, _ index: Int) -> [Int] {
        if !own.answered.isEmpty { return own.answered }
        guard own.postings.count == 1, let patch = own.postings[0].patch, own.isNumbered == true,
            own.postings[0].message.ancestors.isEmpty, !own.isLoose
        else { return [] }
        return sendings.indices.prefix(index).reversed().filter { other in
            let old = sendings[other]
            return old.sender == own.sender && old.version <= own.version
                && old.patches(at: patch.place).contains { $0.title == patch.title }
        }
    }

    /// Whether each patch answers the one of its number, or they are few. Else the others of the sending got lost.
    private func answersPatches(_ own: Sending, of old: Sending) -> Bool {
        let answers = own.postings.filter { posting in
            guard let id = own.answeredMail[posting.index] else { return false }
            return old.postings.contains { $0.message.messageID == id && $0.tag.place == posting.tag.place }
        }
        let hangs = own.postings.allSatisfy { own.answeredMail[$0.index] != nil }
        return answers.count == own.postings.count || own.answered.isEmpty
            || hangs && own.postings.count * 2 <= (own.total ?? 0)
    }

    /// Where a `[PATCH v2]` without a number belongs: it answers a patch of several, has its title or its files, and
    /// none that only others touch. One that takes the place of them all does not belong anywhere.
    private func placeOfUnnumbered(_ own: Sending, in old: Sending) -> Double? {
        guard let posting = own.postings.first, let patch = posting.patch, old.postings.count > 1,
            let id = own.answeredMail[posting.index],
            let parent = old.postings.first(where: { $0.message.messageID == id })?.patch
        else { return nil }
        let others = Set(
            old.postings.compactMap(\.patch).filter { $0.place != parent.place }.flatMap(\.touchedPaths))
        let files = Set(patch.touchedPaths)
        let isTheirs = files.isDisjoint(with: others.subtracting(parent.touchedPaths))
        guard isTheirs, !files.isDisjoint(with: parent.touchedPaths), old.sender == own.sender else {
            return nil
        }
        // What answers the first patch may answer the series.
        return patch.title == parent.title || parent.place > 1 && own.hasVersion ? parent.place : nil
    }
}

extension Double {
    /// `2`, or `0.5`.
    var formatted: String { self == rounded() ? "\(Int(self))" : "\(self)" }
}
