import ABIModel
import LibClang

extension CTypeKind {
    /// Whether a canonical type of the kind is an integer.
    var isInteger: Bool {
        let signed: [CTypeKind] = [.charS, .sChar, .short, .int, .long, .longLong, .int128, .wChar]
        return Self.unsignedIntegers.contains(self) || signed.contains(self)
    }

    fileprivate static let unsignedIntegers: Set<CTypeKind> = [
        .bool, .charU, .uChar, .char16, .char32, .uShort, .uInt, .uLong, .uLongLong, .uInt128,
    ]
}

extension CType {
    /// Whether a canonical integer type has no sign.
    var isUnsignedInteger: Bool { CTypeKind.unsignedIntegers.contains(kind) }

    /// Its width in bits; 0 where it has none.
    var widthBits: Int { (sizeBytes ?? 0) * 8 }
}

extension Cursor {
    /// The value of an enum constant in a canonical integer type.
    func enumConstant(of type: CType) -> CInteger {
        // libclang widens the number from the type that the constant has by itself.
        type.isUnsignedInteger ? CInteger(unsigned: enumConstantUnsignedValue) : CInteger(enumConstantValue)
    }
}
