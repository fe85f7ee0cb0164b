/// A ``ValueType`` in a form that is quick to decide on.
package struct Form: Hashable, Sendable {
    package enum Kind: UInt8, Sendable { case signed, unsigned, boolean, pointer, aggregate, floating, void }

    package var kind: Kind
    package var bits: Int

    package static let int = Form(kind: .signed, bits: 32)

    package init(kind: Kind, bits: Int) {
        self.kind = kind
        self.bits = bits
    }

    package init(_ type: ValueType) {
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
    package var isComputable: Bool {
        switch kind {
        case .signed, .unsigned: bits <= 64
        case .floating: false
        default: true
        }
    }

    /// The low `width` bits of `number` as this form holds them. Pointers are held sign-extended, so
    /// that an `ERR_PTR` is a small negative number whatever the width.
    package func held(_ number: Int64, width: Int) -> Int64 {
        guard width < 64, width > 0 else { return number }
        let shift = Int64(64 - width)
        switch kind {
        case .signed, .pointer: return (number << shift) >> shift
        default: return Int64(bitPattern: UInt64(bitPattern: number << shift) >> UInt64(shift))
        }
    }

    package func held(_ number: Int64) -> Int64 { held(number, width: bits) }
}

/// An ``Access`` in a form that is quick to decide on.
package struct MemoryAccess: Hashable, Sendable {
    package var form: Form
    /// Distance in bits from the address.
    package var bitOffset: Int
    /// Bits read or written.
    package var width: Int
    /// Whether the lvalue is `volatile`; the machine does not care.
    package var isVolatile: Bool
    /// Whether it need not be aligned as its width asks for; the machine does not care.
    package var isPacked: Bool

    package init(_ access: Access) {
        form = Form(access.type)
        bitOffset = access.bitField?.offset ?? 0
        width = access.bits
        isVolatile = access.isVolatile
        isPacked = access.isPacked
    }

    /// What stands in memory as the program sees it.
    package func loaded(_ value: Value) -> Value {
        if case .integer(let number) = value, form.kind != .aggregate {
            return .integer(form.held(number, width: width))
        }
        return value
    }
}
