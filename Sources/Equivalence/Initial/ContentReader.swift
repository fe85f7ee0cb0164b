import CProgram

/// Reads what a program's variables hold at first.
struct ContentReader {
    let program: Program
    /// Elements of an array that are looked at.
    private static let elementLimit = 1 << 16
    private static let depthLimit = 32

    /// What a variable holds; nil where another unit defines it.
    func content(of variable: GlobalVariable) -> InitialContent? {
        guard let parts = variable.initializer else { return nil }
        return read(parts, TypeText(variable.spelling), bytes: variable.bytes, depth: 0)
    }

    // MARK: By type

    /// What the parts make of an object; their offsets count from its start.
    private func read(
        _ parts: [Initialization], _ type: TypeText, bytes: Int, depth: Int
    ) -> InitialContent {
        guard depth < Self.depthLimit else {
            return .unread("an initialiser of more than \(Self.depthLimit) levels")
        }
        let parts = parts.flatMap { expanded($0, bytes: bytes) }
        guard !parts.isEmpty else { return .nothing }
        if let (element, count) = type.element {
            return list(parts, element, count: count, bytes: bytes, depth)
        }
        if let shape = program.records[type.name] { return record(parts, shape, bytes: bytes, depth) }
        guard let last = parts.last, parts.allSatisfy({ $0.offset == parts[0].offset }) else {
            return places(parts, depth)
        }
        return value(last.value, last.access, type, depth)
    }

    /// An aggregate that is given as a whole (`.lock = (struct lock){ … }`), or a constant's contents, as its parts.
    private func expanded(_ part: Initialization, bytes: Int) -> [Initialization] {
        guard case .load(let address, let access) = part.value.kind,
            let inner = wholeObject(at: address, access)
        else { return [part] }
        return inner.flatMap { expanded($0, bytes: bytes) }.map { inner in
            var moved = inner
            moved.offset += part.offset
            return moved
        }
    }

    /// The parts of an object that is read as a whole; nil where that is not known. C lets an initialiser read nothing but
    /// literals and constants, so that what they hold at first is what they hold.
    private func wholeObject(at address: Expression, _ access: Access) -> [Initialization]? {
        switch address.kind {
        case .compound(_, let inner): return inner
        case .global(let name):
            guard let variable = program.globals[name], variable.bytes * 8 == access.type.bits,
                access.bitField == nil
            else { return nil }
            return variable.initializer
        default: return nil
        }
    }

    private func list(
        _ parts: [Initialization], _ element: TypeText, count: Int, bytes: Int, _ depth: Int
    ) -> InitialContent {
        let last = (parts.map(\.offset).max() ?? 0) + 1
        let size = count > 0 && bytes >= count ? bytes / count : self.size(element) ?? width(parts)
        guard size > 0 else { return .unread("an array of elements without a size") }
        let length = max(count, (last + size - 1) / size)
        guard length <= Self.elementLimit else { return .unread("an array of \(length) elements") }
        var groups: [Int: [Initialization]] = [:]
        for part in parts {
            var moved = part
            moved.offset %= size
            groups[part.offset / size, default: []].append(moved)
        }
        let elements = (0..<length).map { index in
            groups[index].map { read($0, element, bytes: size, depth: depth + 1) } ?? .nothing
        }
        if element.isCharacter, let text = Self.text(elements) { return text }
        return elements.allSatisfy(\.isNothing) ? .nothing : .list(elements)
    }

    private func width(_ parts: [Initialization]) -> Int { parts.map { $0.access.type.bits / 8 }.max() ?? 0 }

    private func size(_ type: TypeText) -> Int? { program.records[type.name]?.bytes }

    /// Characters as text; nil where they are none.
    private static func text(_ elements: [InitialContent]) -> InitialContent? {
        var bytes: [UInt8] = []
        for element in elements {
            switch element {
            case .nothing: bytes.append(0)
            case .number(let number, _): bytes.append(UInt8(truncatingIfNeeded: number))
            default: return nil
            }
        }
        while bytes.last == 0 { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else { return nil }
        return text.isEmpty ? .nothing : .text(text)
    }

    private func record(
        _ parts: [Initialization], _ shape: RecordShape, bytes: Int, _ depth: Int
    ) -> InitialContent {
        var groups: [String: [Initialization]] = [:]
        var members: [String: RecordShape.Member] = [:]
        for part in parts {
            guard let member = member(at: part, of: shape) else { return places(parts, depth) }
            var moved = part
            moved.offset -= member.bitOffset / 8
            groups[member.name, default: []].append(moved)
            members[member.name] = member
        }
        var contents: [String: InitialContent] = [:]
        for (name, parts) in groups {
            guard let member = members[name] else { continue }
            let own = member.access.type.bits / 8
            let size = own > 0 ? own : bytes - member.bitOffset / 8
            let content = read(parts, TypeText(member.spelling), bytes: size, depth: depth + 1)
            if !content.isNothing { contents[name] = content }
        }
        return Self.members(contents, shape.members.map(\.name).filter { contents[$0] != nil })
    }

    private static func members(_ contents: [String: InitialContent], _ order: [String]) -> InitialContent {
        contents.isEmpty ? .nothing : .record(.init(contents: contents, order: order))
    }

    /// The member that a part lies in. Of several, in a union, that which is written as the part is.
    private func member(at part: Initialization, of shape: RecordShape) -> RecordShape.Member? {
        let place = part.offset * 8 + (part.access.bitField?.offset ?? 0)
        let around = shape.members.filter { member in
            let start = member.bitOffset
            let width = member.access.bitField?.width ?? member.access.type.bits
            return start <= place && (place < start + width || width == 0)
        }
        return around.first { $0.bitOffset == place && $0.access.type == part.access.type } ?? around.first
    }

    /// Parts of an object whose layout is not known, by their places.
    private func places(_ parts: [Initialization], _ depth: Int) -> InitialContent {
        var contents: [String: InitialContent] = [:]
        var order: [String] = []
        for part in parts.sorted(by: { $0.offset < $1.offset }) {
            let bit = part.access.bitField.map { ":\($0.offset)" } ?? ""
            let name = "byte \(part.offset)\(bit)"
            if contents[name] == nil { order.append(name) }
            contents[name] = value(part.value, part.access, TypeText(""), depth)
        }
        contents = contents.filter { !$0.value.isNothing }
        return Self.members(contents, order.filter { contents[$0] != nil })
    }

    // MARK: Values

    private func value(
        _ value: Expression, _ access: Access, _ type: TypeText, _ depth: Int
    ) -> InitialContent {
        switch value.kind {
        case .integer(let number): return Self.number(number, access.type)
        case .string(let text): return .text(text)
        case .function(let name): return .function(name)
        case .global(let name): return object(name, depth)
        case .convert(let inner):
            guard case .integer(let number) = inner.kind else {
                return self.value(inner, Access(value.type), type, depth)
            }
            return Self.number(Form(value.type).held(number), access.type)
        case .offset(let base, let bytes):
            guard case .integer(let distance) = bytes.kind else { return computed(value) }
            switch self.value(base, access, type, depth) {
            case .variable(let name, let start): return .variable(name, start + distance)
            case .nothing where distance == 0: return .nothing
            case let whole where distance == 0: return whole
            default: return computed(value)
            }
        case .compound(_, let parts):
            let bytes = parts.map { $0.offset + max(1, $0.access.type.bits / 8) }.max() ?? 0
            return .unnamed(pointed(parts, type.pointee ?? TypeText(""), bytes: bytes, depth))
        case .unsupported(let reason): return .unread(reason)
        default: return computed(value)
        }
    }

    /// A value that is not looked into: it is known by its expression, without the lines that this stands on, where all that it
    /// names is the same under the same name.
    private func computed(_ value: Expression) -> InitialContent {
        guard isNamed(value) else { return .unread(InitialContent.computedReason) }
        return .computed(
            value.mapped { part in
                var part = part
                (part.line, part.layout) = (0, [])
                return part
            })
    }

    /// Whether nothing in an expression goes by a number that lines or other objects give it, or depends on what memory holds.
    private func isNamed(_ value: Expression) -> Bool {
        switch value.kind {
        case .global(let name): !isNumbered(name)
        case .integer, .string, .function, .binary, .unary, .offset, .distance, .convert, .and, .or,
            .conditional, .comma:
            value.operands.allSatisfy(isNamed)
        case .local, .load, .store, .update, .step, .call, .callThrough, .statements, .compound, .assembly,
            .event, .unsupported:
            false
        }
    }

    /// Whether an object has no name of its own, or one that a macro or the lowering numbers.
    private func isNumbered(_ name: String) -> Bool {
        program.globals[name].map { $0.site == nil } == true || name.contains("#")
            || name.hasPrefix("__UNIQUE_ID")
    }

    /// What stands behind a pointer: one object of the type, or an array of such.
    private func pointed(_ parts: [Initialization], _ type: TypeText, bytes: Int, _ depth: Int)
        -> InitialContent
    {
        guard let size = size(type) ?? (type.element == nil ? width(parts) : nil), size > 0, bytes > size
        else {
            return read(parts, type, bytes: size(type) ?? bytes, depth: depth + 1)
        }
        return list(
            parts, type, count: (bytes + size - 1) / size, bytes: (bytes + size - 1) / size * size, depth + 1)
    }

    /// The address of a variable; an object without a name, or with one that a macro numbers, is known by what it holds.
    private func object(_ name: String, _ depth: Int) -> InitialContent {
        guard depth < Self.depthLimit, let variable = program.globals[name], let parts = variable.initializer,
            isNumbered(name)
        else { return .variable(name, 0) }
        return .unnamed(read(parts, TypeText(variable.spelling), bytes: variable.bytes, depth: depth + 1))
    }

    private static func number(_ number: Int64, _ type: ValueType) -> InitialContent {
        guard number != 0 else { return .nothing }
        if case .integer(_, signed: false) = type { return .number(number, isUnsigned: true) }
        if case .pointer = type { return .number(number, isUnsigned: true) }
        return .number(number, isUnsigned: false)
    }
}
