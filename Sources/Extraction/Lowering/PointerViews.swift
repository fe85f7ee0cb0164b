import CProgram
import LibClang

/// Where a function takes memory of one type for memory of another.
extension BodyLowering {
    /// Notes a conversion of a pointer, if it makes memory of a record be seen as something else, or the other way round.
    ///
    /// What a call gives back and where `container_of` steps to is memory that nobody has seen as anything else here.
    func noteView(of child: Cursor, as type: CType, _ value: Expression, argumentOf callee: String?) {
        guard let from = viewName(trueType(child)), let to = viewName(type),
            from != "scalar" || to != "void" || callee == nil, ConstantFolding.constant(value) == nil
        else { return }
        guard from != to else {
            if from == "scalar" { noteWidening(of: child, as: type) }
            return
        }
        if ["void", "scalar"].contains(from) {
            // `container_of()`, and what lies behind a record.
            if case .offset(_, let bytes) = value.kind,
                bytes.layout.contains(where: { $0.factor < 0 || $0.member == nil })
            {
                return
            }
            if bare(child).kind == .callExpr { return }
        }
        views.insert(PointerView(from: from, to: to, callee: callee))
    }

    /// Notes that a library function gets at bytes of records, and not at whole records.
    func noteBytes(_ arguments: [Cursor], _ values: [Expression], of callee: String) {
        guard Self.readsBytes(callee) else { return }
        for argument in arguments {
            // A parameter of the record's own type is compiled with its layout.
            if !Self.isPlain(callee), isPassedAsItIs(argument) { continue }
            noteMember(bare(argument), values.last, of: callee)
            let type = trueType(bare(argument)).canonical
            let pointee = (type.isArray ? type.element : type.pointee).canonical
            if pointee.kind != .record, type.kind == .pointer, let own = pointee.sizeBytes, own > 1,
                values.last.flatMap(ConstantFolding.constant).map({ $0 > own }) ?? true
            {
                views.insert(PointerView(from: "scalar", to: "bytes", callee: callee))
            }
            // Bytes that leave the kernel, that are summed up or ordered, or that become something else, have their places.
            guard let size = layout.term(sizeOf: pointee),
                values.last?.layout != [size] || !Self.isPlain(callee)
                    || arguments.dropLast().contains(where: { isOther($0, than: pointee) })
            else { continue }
            views.insert(PointerView(from: size.record, to: "bytes", callee: callee))
        }
    }

    /// Whether an argument points to something that is no such record.
    private func isOther(_ argument: Cursor, than record: CType) -> Bool {
        let type = trueType(bare(argument)).canonical
        guard type.kind == .pointer || type.isArray else { return false }
        var pointee = (type.isArray ? type.element : type.pointee).canonical
        while pointee.isArray { pointee = pointee.element.canonical }
        return pointee.declaration.type.canonical.spelling != record.declaration.type.canonical.spelling
    }

    /// Notes records whose bytes a function gets by a pointer to void and their size: it may hand them on as they lie.
    func noteSent(_ arguments: [Cursor], _ values: [Expression], to callee: String) {
        guard !Self.readsBytes(callee), !["alloc", "free"].contains(where: callee.contains) else { return }
        for (place, argument) in arguments.enumerated() {
            let (passed, own) = (trueType(argument).canonical, trueType(bare(argument)).canonical)
            guard passed.kind == .pointer, passed.pointee.canonical.kind == .void,
                own.kind == .pointer || own.isArray
            else { continue }
            let pointee = (own.isArray ? own.element : own.pointee).canonical
            guard let size = layout.term(sizeOf: pointee),
                values.contains(where: { $0.sizedRecords.contains(size.record) })
                    || values.indices.contains(place + 1) && isCount(values[place + 1], of: pointee)
            else { continue }
            views.insert(PointerView(from: size.record, to: "bytes", callee: callee))
        }
    }

    /// Whether a number may be one of a record's bytes: it is no flag, and no more than it has.
    private func isCount(_ value: Expression, of record: CType) -> Bool {
        guard value.layout.isEmpty, let number = ConstantFolding.constant(value), let bytes = record.sizeBytes
        else { return false }
        return number > 1 && number <= Int64(bytes)
    }

    /// Notes the address of a member of which more bytes are got at than it has.
    private func noteMember(_ argument: Cursor, _ size: Expression?, of callee: String) {
        let isAddress = argument.kind == .unaryOperator && argument.unaryOperator == .addressOf
        // An array decays to its address.
        guard let inner = isAddress ? operand(argument).map(bare) : argument, inner.kind == .memberRefExpr,
            isAddress || inner.type.isArray, let base = inner.operands.first,
            let bytes = inner.type.canonical.sizeBytes
        else { return }
        if let size, let known = ConstantFolding.constant(size), known <= Int64(bytes) { return }
        let whole = trueType(base).canonical
        let record = (whole.kind == .pointer ? whole.pointee : whole).canonical
        if let term = layout.term(sizeOf: record) {
            views.insert(PointerView(from: term.record, to: "bytes", callee: callee))
        }
    }

    /// Numbers that a layout gives enter a computation that tells no sum of them.
    func noteBytes(_ terms: [LayoutTerm]) {
        for term in terms where term.member != nil {
            views.insert(PointerView(from: term.record, to: "bytes"))
        }
    }

    /// The values of a call's arguments, in which sizes of records are plain numbers where the memory that is cleared or copied is none of
    /// them: `memset(bytes, 0, sizeof(struct lamp))`.
    func sizesOfOthers(_ arguments: [Cursor], _ values: [Expression], of callee: String) -> [Expression] {
        guard Self.isPlain(callee) else { return values }
        let records = arguments.compactMap { argument -> String? in
            let type = trueType(bare(argument)).canonical
            let pointee = type.isArray ? type.element : type.kind == .pointer ? type.pointee : nil
            return pointee.flatMap { layout.term(sizeOf: $0.canonical)?.record }
        }
        return values.enumerated().map { place, value in
            let isSize = place == values.count - 1
            return value.withoutSizes { !isSize || !records.contains($0) }
        }
    }

    /// What a pointer points to before casts.
    func steppedType(_ pointer: Cursor) -> CType {
        let type = trueType(bare(pointer)).canonical
        return (type.isArray ? type.element : type.kind == .pointer ? type.pointee : type).canonical
    }

    /// Whether an argument is a pointer that keeps its type as it is passed.
    private func isPassedAsItIs(_ argument: Cursor) -> Bool {
        let (passed, own) = (trueType(argument).canonical, trueType(bare(argument)).canonical)
        guard passed.kind == .pointer, own.kind == .pointer else { return false }
        return passed.pointee.canonical.declaration == own.pointee.canonical.declaration
            && passed.pointee.canonical.kind == .record
    }

    /// Memory of a record's whole size is read or written, or stepped over.
    func noteWhole(_ type: CType) {
        var inner = type.canonical
        while inner.isArray { inner = inner.element.canonical }
        guard inner.kind == .record else { return }
        if let name = layout.name(ofRecord: inner) {
            views.insert(PointerView(from: name, to: PointerView.whole))
        }
    }

    /// Whether a name is one of `memcpy()` and its kin.
    private static func isPlain(_ name: String) -> Bool {
        !name.hasSuffix("io")
            && name.split(separator: "_").contains { word in memoryBeginnings.contains { word.hasPrefix($0) }
            }
    }

    /// Whether a name is one of those that get at bytes, by its words: `__builtin_memcpy`, `crc32_le`, not `pm_runtime_resume`.
    private static func readsBytes(_ name: String) -> Bool {
        name.split(separator: "_").contains { word in
            byteWords.contains { word.contains($0) } || byteBeginnings.contains { word.hasPrefix($0) }
                || word == "sum" || Self.isSecureHash(word)
        }
    }

    /// `sha1`, `sha256`.
    private static func isSecureHash(_ word: Substring) -> Bool {
        word.hasPrefix("sha") && word.dropFirst(3).allSatisfy(\.isNumber)
    }

    private static let byteWords = [
        "copy", "user", "toio", "fromio", "hash", "csum", "checksum", "md5", "crypt", "cmp", "bytes", "xor",
    ]
    private static let byteBeginnings = memoryBeginnings + ["crc"]
    private static let memoryBeginnings = [
        "memcpy", "memset", "memmove", "memchr", "memscan", "memdup", "memzero", "kmemdup", "bzero",
    ]

    /// An expression without parentheses and conversions.
    private func bare(_ cursor: Cursor) -> Cursor {
        var cursor = cursor
        while [.parenExpr, .cStyleCastExpr, .unexposedExpr].contains(cursor.kind), let inner = operand(cursor)
        {
            cursor = inner
        }
        return cursor
    }

    /// Notes that a number is taken for more bytes than it has.
    private func noteWidening(of child: Cursor, as type: CType) {
        let (from, to) = (trueType(child).canonical, type.canonical)
        guard from.kind == .pointer, to.kind == .pointer, let own = from.pointee.canonical.sizeBytes,
            let taken = to.pointee.canonical.sizeBytes, taken > own
        else { return }
        views.insert(PointerView(from: "scalar", to: "bytes"))
    }

    /// What a pointer points to, in the words of ``PointerView``; nil for what is no address of data.
    private func viewName(_ type: CType) -> String? {
        let canonical = type.canonical
        guard canonical.kind == .pointer || canonical.isArray else {
            guard case .integer(let bits, _)? = layout.valueType(canonical), bits >= 64 else { return nil }
            return "void"
        }
        var pointee = (canonical.isArray ? canonical.element : canonical.pointee).canonical
        while pointee.isArray { pointee = pointee.element.canonical }
        switch pointee.kind {
        case .void: return "void"
        case .functionProto, .functionNoProto: return nil
        case .record: return layout.name(ofRecord: pointee) ?? layout.contents(ofUntagged: pointee)
        default: return "scalar"
        }
    }
}
