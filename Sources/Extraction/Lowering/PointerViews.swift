import CProgram
import LibClang

/// Where a function takes memory of one type for memory of another.
extension BodyLowering {
    /// Notes a conversion of a pointer, if it makes memory of a record be seen as something else, or the other way round.
    ///
    /// What a call gives back and where `container_of` steps to is memory that nobody has seen as anything else here.
    func noteView(of child: Cursor, as type: CType, _ value: Expression, argumentOf callee: String?) {
        guard let from = viewName(trueType(child)), let to = viewName(type), from != to,
            from != "scalar" || to != "void", ConstantFolding.constant(value) == nil
        else { return }
        if ["void", "scalar"].contains(from) {
            if case .offset(_, let bytes) = value.kind, !bytes.layout.isEmpty { return }
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
            guard let size = layout.term(sizeOf: pointee), values.last?.layout != [size] else { continue }
            views.insert(PointerView(from: size.record, to: "bytes", callee: callee))
        }
    }

    /// Notes the address of a member of which more bytes are got at than it has.
    private func noteMember(_ argument: Cursor, _ size: Expression?, of callee: String) {
        guard argument.kind == .unaryOperator, argument.unaryOperator == .addressOf,
            let inner = operand(argument).map(bare), inner.kind == .memberRefExpr,
            let base = inner.operands.first, let bytes = inner.type.canonical.sizeBytes
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
        let name = inner.declaration.type.canonical.spelling
        if !RecordReader.isPlaceName(name) { views.insert(PointerView(from: name, to: PointerView.whole)) }
    }

    /// Whether a name is one of `memcpy()` and its kin.
    private static func isPlain(_ name: String) -> Bool {
        name.split(separator: "_").contains { word in byteBeginnings.contains { word.hasPrefix($0) } }
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
        "copy", "hash", "csum", "checksum", "md5", "crypt", "cmp", "bytes", "xor",
    ]
    private static let byteBeginnings = [
        "memcpy", "memset", "memmove", "memchr", "memscan", "memdup", "memzero", "kmemdup", "crc", "bzero",
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
        case .record: return pointee.declaration.type.canonical.spelling
        default: return "scalar"
        }
    }
}
