import ABIModel

extension StructureCheck {
    mutating func checkStretches() {
        for entry in structure.vocabulary.records where revision.speaks(of: entry.home) {
            let (tag, home) = (entry.tag, entry.home)
            let stretches = revision.stretches(of: tag)
            let symbol = "struct \(tag)"
            let records = records(tag, home)
            guard !records.isEmpty else {
                if let reason = view.doubt(about: tag, in: home) {
                    skip(symbol, reason)
                } else if stretches.contains(where: { !$0.members.isEmpty }) {
                    hold(symbol)
                    deviate(symbol, expected: symbol, found: nil, at: nil)
                } else {
                    skip(symbol, "\(home) does not define it")
                }
                continue
            }
            if let note = note(on: tag, in: records) {
                skip(symbol, note)
                continue
            }
            hold(symbol)
            for record in records {
                for stretch in stretches { check(stretch, in: record) }
                checkAbsence(entry.members, stretches, in: record)
            }
        }
    }

    /// The definitions of a record: those in its file, or else wherever it is defined. A record without
    /// members stands for the real one where its option is off.
    private func records(_ tag: String, _ home: String) -> [Record] {
        let all = snapshots.flatMap(\.records).filter {
            $0.name == tag && $0.kind == .struct && !$0.members.isEmpty
        }
        let own = all.filter { ReferenceView.isSame($0.site.file, home) }
        var seen: Set<Record> = []
        return (own.isEmpty ? all : own).filter { seen.insert($0).inserted }
    }

    private func note(on tag: String, in records: [Record]) -> String? {
        let notes = snapshots.flatMap(\.fidelity).filter { $0.what == tag || $0.what == "struct \(tag)" }
        return notes.first.map(ReferenceView.text)
    }

    private mutating func check(_ stretch: ReferenceStretch, in record: Record) {
        let members = record.flattenedMembers
        func place(_ name: String) -> Int? {
            let index = members.firstIndex { $0.name == name }
            if index == nil {
                deviate(
                    "\(stretch.typeName).\(name)", expected: "present", found: nil, at: record.site)
            }
            return index
        }
        let slice: ArraySlice<Member>
        switch stretch.place {
        case .before(let name):
            guard let end = place(name) else { return }
            slice = members[..<end]
        case .after(let name):
            guard let start = place(name) else { return }
            slice = members[(start + 1)...]
        case .between(let first, let last):
            guard let start = place(first), let end = place(last) else { return }
            slice = start < end ? members[(start + 1)..<end] : []
        case .last: slice = members.suffix(stretch.members.count)
        case .anywhere: slice = members[...]
        }
        compare(stretch, Array(slice), in: record, members)
    }

    private mutating func compare(
        _ stretch: ReferenceStretch, _ found: [Member], in record: Record, _ all: [Member]
    ) {
        func symbol(_ name: String) -> String { "\(stretch.typeName).\(name)" }
        // Offsets hold where pointers have 8 bytes.
        let isLP64 = !all.contains { $0.type.hasSuffix("*") && $0.sizeBits != 64 }
        let end = isLP64 ? all.first { $0.name == stretch.anchor }?.endBits : nil
        let isOpen: Bool
        switch stretch.place {
        case .before, .after, .between: isOpen = false
        case .last, .anywhere: isOpen = true
        }
        for wanted in stretch.members {
            guard let member = found.first(where: { $0.name == wanted.name }) else {
                let elsewhere = all.first { $0.name == wanted.name }
                deviate(
                    symbol(wanted.name), expected: wanted.text(), found: elsewhere.map { _ in "elsewhere" },
                    at: record.site)
                continue
            }
            let offset = wanted.offsetBits == nil ? nil : end.map { member.offsetBits - $0 }
            let wantedOffset = end == nil ? nil : wanted.offsetBits
            if wanted.type != member.type || wanted.bitWidth != member.bitWidth || wantedOffset != offset {
                deviate(
                    symbol(wanted.name), expected: wanted.text(at: wantedOffset, behind: stretch.anchor),
                    found: ReferenceMember(member).text(at: offset, behind: stretch.anchor), at: record.site)
            }
        }
        let wantedNames = stretch.members.map(\.name)
        if !isOpen {
            for member in found where !wantedNames.contains(member.name) {
                deviate(
                    symbol(member.name), expected: nil, found: ReferenceMember(member).text(),
                    at: record.site)
            }
        }
        let order = found.map(\.name).filter(wantedNames.contains)
        if stretch.place != .anywhere, order.count == wantedNames.count, order != wantedNames {
            deviate(
                stretch.typeName, expected: "the order " + wantedNames.joined(separator: ", "),
                found: "the order " + order.joined(separator: ", "), at: record.site)
        }
        if let wanted = stretch.addedBytes, let end, let size = record.sizeBytes, size - end / 8 != wanted {
            deviate(
                stretch.typeName, expected: "\(wanted) bytes behind \(stretch.anchor ?? "")",
                found: "\(size - end / 8) bytes", at: record.site)
        }
    }

    /// Members that other revisions have and this one does not.
    private mutating func checkAbsence(
        _ known: Set<String>, _ stretches: [ReferenceStretch], in record: Record
    ) {
        let wanted = Set(stretches.flatMap(\.members).map(\.name))
        let names = known.subtracting(wanted)
        for member in record.flattenedMembers where names.contains(member.name) {
            deviate(
                "struct \(record.name).\(member.name)", expected: nil, found: ReferenceMember(member).text(),
                at: record.site)
        }
    }
}

extension ReferenceMember {
    /// A member as it is declared.
    init(_ member: Member) {
        self.init(member.type, member.name, bits: member.bitWidth)
    }

    /// `unsigned int owner_cnt` or `bool flag:1`, with its place where it counts.
    func text(at offsetBits: Int? = nil, behind anchor: String? = nil) -> String {
        var text = type.declaring(name)
        if let bitWidth { text += ":\(bitWidth)" }
        guard let offsetBits, let anchor else { return text }
        let place = offsetBits % 8 == 0 ? "\(offsetBits / 8)" : "\(offsetBits / 8):\(offsetBits % 8)"
        return "\(text) at \(place) behind \(anchor)"
    }
}
