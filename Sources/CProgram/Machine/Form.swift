/// A ``ValueType`` in a form that is quick to decide on.
struct Form: Hashable, Sendable {
    enum Kind: UInt8, Sendable { case signed, unsigned, boolean, pointer, aggregate, floating, void }

    var kind: Kind
    var bits: Int

    static let int = Form(kind: .signed, bits: 32)

    init(kind: Kind, bits: Int) {
        self.kind = kind
        self.bits = bits
    }

    init(_ type: ValueType) {
        bits = type.bits
        switch type {
        case .void: kind = .void
        case .boolean: kind = .boolean
        case .integer(_, let isSigned): kind = isSigned ? .signed : .unsigned
        case .pointer: kind = .pointer
        case .aggregate: kind = .aggregate
        case .floating: kind = .floating
        }
    }

    /// Whether the machine computes with values of this form: no floating point, no 128-bit integers.
    var isComputable: Bool {
        switch kind {
        case .signed, .unsigned: bits <= 64
        case .floating: false
        default: true
        }
    }

    /// The low `width` bits of `number` as this form holds them. Pointers are held sign-extended, so
    /// that an `ERR_PTR` is a small negative number whatever the width.
    func held(_ number: Int64, width: Int) -> Int64 {
        guard width < 64, width > 0 else { return number }
        let shift = Int64(64 - width)
        switch kind {
        case .signed, .pointer: return (number << shift) >> shift
        default: return Int64(bitPattern: UInt64(bitPattern: number << shift) >> UInt64(shift))
        }
    }

    func held(_ number: Int64) -> Int64 { held(number, width: bits) }
}

/// An ``Access`` in a form that is quick to decide on.
struct MemoryAccess: Hashable, Sendable {
    var form: Form
    /// Distance in bits from the address.
    var bitOffset: Int
    /// Bits read or written.
    var width: Int

    init(_ access: Access) {
        form = Form(access.type)
        bitOffset = access.bitField?.offset ?? 0
        width = access.bits
    }

    /// What stands in memory as the program sees it.
    func loaded(_ value: Value) -> Value {
        if case .integer(let number) = value, form.kind != .aggregate {
            return .integer(form.held(number, width: width))
        }
        return value
    }
}
