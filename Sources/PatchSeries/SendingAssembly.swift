/// Puts patches and cover letters together that went out together.
struct SendingAssembly {
    /// The sendings in the order of their dates.
    private(set) var sendings: [Sending] = []
    private let times: MailTimes
    /// Message-Id → the sending that the mail is part of.
    private var owners: [String: Int] = [:]
    /// Message-Id of a mail that is part of none → the sendings that answer it.
    private var hanging: [String: [Int]] = [:]
    /// The top of a thread → the sendings in it.
    private var inThread: [String: [Int]] = [:]
    /// Sender, or place of files → the sendings that answer nothing.
    private var unlinked: [String: [Int]] = [:]

    /// Between the first and the last mail of a series.
    private static let day = 86_400
    private static let hour = 3_600

    init(times: MailTimes) { self.times = times }

    /// Takes cover letters and patches, in the order of their dates.
    mutating func add(_ posting: Posting) {
        let ancestry = times.ancestry(of: posting.message)
        if case .cover = posting.kind {
            addCover(posting, ancestry)
        } else if posting.patch != nil {
            addPatch(posting, ancestry)
        }
    }

    // MARK: Cover letters

    private mutating func addCover(_ posting: Posting, _ ancestry: [String]) {
        // Its patches may have come first.
        let waiting = ancestry.isEmpty ? unlinked[place(of: posting), default: []] : []
        let own = (hanging[posting.message.messageID] ?? []) + waiting
        let found = own.last { index in
            let sending = sendings[index]
            return sending.cover == nil && sending.total == posting.tag.total
                && (sending.version == posting.tag.version || !sending.hasVersion || !posting.tag.hasVersion)
                && sending.isResend == posting.tag.isResend && isNear(posting, sending, Self.day)
        }
        guard let found else {
            var sending = Sending(posting)
            sending.setCover(posting)
            return append(sending, posting, ancestry)
        }
        sendings[found].setCover(posting)
        sendings[found].adopt(posting.tag)
        if !posting.message.messageID.isEmpty { owners[posting.message.messageID] = found }
    }

    // MARK: Patches

    private mutating func addPatch(_ posting: Posting, _ ancestry: [String]) {
        guard let patch = posting.patch else { return }
        let below = (hanging[posting.message.messageID] ?? []).map { (index: $0, isNearest: false) }
        let above = candidates(ancestry) + below
        func isFree(_ index: Int) -> Bool {
            !sendings[index].has(posting.tag) || patch.isLost || sendings[index].isSamePatch(patch, posting)
        }
        let fitting = above.filter { fits(posting, $0.index, isNearest: $0.isNearest) }.map(\.index)
        var target = fitting.first(where: isFree)
        if target == nil, let top = ancestry.last {
            // Another sending in the thread that lacks the number.
            target = nearest(
                posting,
                among: inThread[top, default: []].filter { index in
                    fits(posting, index, isNearest: false) && isFree(index)
                        && (posting.tag.hasVersion || isNear(posting, sendings[index], Self.day))
                })
        }
        if target == nil, ancestry.isEmpty, below.isEmpty {
            // The same once more is another sending, unless it lies twice in a directory.
            target = nearest(
                posting,
                among: unlinked[place(of: posting), default: []].filter { index in
                    isNeighbour(posting, index)
                        && (posting.isLoose ? isFree(index) : !sendings[index].has(posting.tag))
                })
        }
        if target == nil, let first = fitting.first, isAddition(patch, posting, sendings[first]) {
            // Two patches were given one number.
            sendings[first].additions.insert(posting.index)
            target = first
        }
        guard let target else {
            var sending = Sending(posting)
            sending.add(posting)
            return append(sending, posting, ancestry)
        }
        sendings[target].adopt(posting.tag)
        sendings[target].add(posting)
        if !posting.message.messageID.isEmpty { owners[posting.message.messageID] = target }
        link(posting, ancestry, to: target)
    }

    /// The sendings that the mails above a mail are part of, the nearest first, then those that answer the same
    /// mails as it does.
    private func candidates(_ ancestry: [String]) -> [(index: Int, isNearest: Bool)] {
        var seen: Set<Int> = []
        var result: [(index: Int, isNearest: Bool)] = []
        var isNearest = true
        for id in ancestry {
            if let owner = owners[id] {
                if seen.insert(owner).inserted { result.append((owner, isNearest)) }
                isNearest = false
            } else {
                for index in (hanging[id] ?? []).reversed() where seen.insert(index).inserted {
                    result.append((index, false))
                }
            }
        }
        return result
    }

    /// Whether a patch may be part of a sending: number of the revision, branch, count, author.
    private func fits(_ posting: Posting, _ index: Int, isNearest: Bool) -> Bool {
        let (sending, tag) = (sendings[index], posting.tag)
        guard fitsVersion(posting, sending, isNearest: isNearest) else { return false }
        if let branch = tag.branch {
            guard branch == sending.branch else { return false }
        } else if sending.branch != nil, !(isNearest && sending.cover != nil) {
            return false
        }
        if tag.isResend != sending.isResend, sending.has(tag) || tag.number == nil { return false }
        if tag.number == nil { return fitsUnnumbered(posting, sending, isNearest: isNearest) }
        guard sending.isNumbered != false else { return false }
        return sending.total == tag.total || sending.total == nil || isNearest && sending.cover != nil
    }

    private func fitsVersion(_ posting: Posting, _ sending: Sending, isNearest: Bool) -> Bool {
        let tag = posting.tag
        if tag.point != sending.point { return false }
        if tag.hasVersion {
            if sending.hasVersion || tag.version == 1 { return sending.version == tag.version }
            // The cover letter lacks what its patches say.
            return sending.cover != nil && sending.postings.isEmpty && sending.total == tag.total
                && isNear(posting, sending, Self.day)
        }
        // The cover letter's number holds for patches without one.
        return sending.version == 1 || isNearest && !sending.has(tag)
    }

    /// `git format-patch -N` numbers nothing; such patches go out at once.
    private func fitsUnnumbered(_ posting: Posting, _ sending: Sending, isNearest: Bool) -> Bool {
        if sending.postings.isEmpty {
            return isNearest && sending.cover != nil && (sending.total ?? 1) == 1
                && sending.sender == posting.sender
        }
        guard sending.isNumbered == false, sending.sender == posting.sender else { return false }
        return isNear(posting, sending, Self.hour)
            && !sending.postings.contains { $0.patch?.title == posting.patch?.title }
    }

    /// Whether a patch without links goes on with a sending: from the same sender or place, at that time.
    private func isNeighbour(_ posting: Posting, _ index: Int) -> Bool {
        let (sending, tag) = (sendings[index], posting.tag)
        guard posting.isLoose == sending.isLoose, tag.isResend == sending.isResend,
            tag.branch == sending.branch,
            tag.point == sending.point,
            tag.version == sending.version || sending.cover != nil && !tag.hasVersion
        else { return false }
        if tag.number == nil { return posting.isLoose && sending.isNumbered == false }
        guard tag.total != nil, sending.total == tag.total, sending.isNumbered != false else { return false }
        if posting.isLoose {
            // A number that is there already begins another sending, unless it is the same patch again.
            return !sending.postings.contains { $0.tag.place == tag.place && $0.patch?.title != tag.title }
        }
        return isNear(posting, sending, Self.day)
    }

    private func isAddition(_ patch: Patch, _ posting: Posting, _ sending: Sending) -> Bool {
        posting.tag.number != nil && sending.total == posting.tag.total && sending.sender == posting.sender
            && isNear(posting, sending, Self.hour)
            && sending.postings.allSatisfy { $0.patch?.title != patch.title }
    }

    // MARK: Bookkeeping

    private mutating func append(_ sending: Sending, _ posting: Posting, _ ancestry: [String]) {
        let index = sendings.count
        sendings.append(sending)
        let id = posting.message.messageID
        if !id.isEmpty { owners[id] = index }
        inThread[ancestry.last ?? id, default: []].append(index)
        if ancestry.isEmpty { unlinked[place(of: posting), default: []].append(index) }
        link(posting, ancestry, to: index)
    }

    /// Notes what a mail answers.
    private mutating func link(_ posting: Posting, _ ancestry: [String], to index: Int) {
        var isFirst = true
        for id in ancestry {
            guard let owner = owners[id] else {
                if hanging[id]?.last != index { hanging[id, default: []].append(index) }
                continue
            }
            if owner != index {
                if isFirst { sendings[index].answeredMail[posting.index] = id }
                if !sendings[index].answered.contains(owner) { sendings[index].answered.append(owner) }
            }
            isFirst = false
        }
    }

    /// Where neighbours of a mail without links are found.
    private func place(of posting: Posting) -> String {
        posting.isLoose ? "file \(posting.message.origin)" : posting.sender
    }

    private func isNear(_ posting: Posting, _ sending: Sending, _ seconds: Int) -> Bool {
        guard let own = posting.date, let other = sending.date, !posting.isLoose, !sending.isLoose else {
            return posting.message.origin == sending.origin
        }
        return abs(own - other) <= seconds
    }

    /// The sending that was sent next to a mail; of two the later one.
    private func nearest(_ posting: Posting, among indices: [Int]) -> Int? {
        indices.min { left, right in
            func distance(_ index: Int) -> Int {
                guard let own = posting.date, let other = sendings[index].date else { return 0 }
                return abs(own - other)
            }
            return (distance(left), -left) < (distance(right), -right)
        }
    }
}

extension Sending {
    /// Whether a patch of the same number is there and changes the same.
    func isSamePatch(_ patch: Patch, _ posting: Posting) -> Bool {
        isResend == posting.tag.isResend
            && postings.contains {
                $0.patch?.place == patch.place && $0.patch?.title == patch.title
                    && $0.patch?.hasSameChange(as: patch) == true
            }
    }
}
