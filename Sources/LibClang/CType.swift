import CLibclang

/// A C type. It keeps its translation unit alive.
public struct CType: Hashable {
    internal let raw: CXType
    /// The unit the type belongs to.
    public let unit: TranslationUnit

    internal init(raw: CXType, unit: TranslationUnit) {
        self.raw = raw
        self.unit = unit
    }

    /// Two types are equal where libclang says so (`clang_equalTypes`).
    public static func == (left: CType, right: CType) -> Bool {
        clang_equalTypes(left.raw, right.raw) != 0
    }

    /// Feeds the kind; equal types have equal kinds.
    public func hash(into hasher: inout Hasher) { hasher.combine(raw.kind.rawValue) }

    private func wrap(_ other: CXType) -> CType { CType(raw: other, unit: unit) }

    /// What the type is made of.
    public var kind: CTypeKind { CTypeKind(rawValue: raw.kind.rawValue) }
    /// The type as written (`clang_getTypeSpelling`).
    public var spelling: String { takeString(clang_getTypeSpelling(raw)) }
    /// The type with typedefs looked through.
    public var canonical: CType { wrap(clang_getCanonicalType(raw)) }
    /// The size in bytes; nil for incomplete types (`clang_Type_getSizeOf`).
    public var sizeBytes: Int? { clang_Type_getSizeOf(raw).nonNegative }
    /// The alignment in bytes; nil for incomplete types (`clang_Type_getAlignOf`).
    public var alignBytes: Int? { clang_Type_getAlignOf(raw).nonNegative }
    /// What a pointer points at.
    public var pointee: CType { wrap(clang_getPointeeType(raw)) }
    /// What a function type gives back.
    public var result: CType { wrap(clang_getResultType(raw)) }
    /// What an array holds.
    public var element: CType { wrap(clang_getArrayElementType(raw)) }
    /// How many elements an array holds; nil where it does not say.
    public var elementCount: Int? { clang_getArraySize(raw).nonNegative }
    /// The declaration of a record, enum or typedef.
    public var declaration: Cursor { Cursor(raw: clang_getTypeDeclaration(raw), unit: unit) }
    /// The type without `struct`-keyword sugar (`clang_Type_getNamedType`).
    public var named: CType { wrap(clang_Type_getNamedType(raw)) }
    /// Whether it is `volatile`.
    public var isVolatile: Bool { clang_isVolatileQualifiedType(raw) != 0 }
    /// Whether a function type takes `...`.
    public var isVariadic: Bool { clang_isFunctionTypeVariadic(raw) != 0 }

    /// The types of a function type's parameters, in order.
    public var argumentTypes: [CType] {
        let count = clang_getNumArgTypes(raw)
        guard count > 0 else { return [] }
        return (0..<UInt32(count)).map { wrap(clang_getArgType(raw, $0)) }
    }

    /// The fields of a record type in order, anonymous ones included (`clang_Type_visitFields`).
    public var fields: [Cursor] {
        final class Sink {
            let unit: TranslationUnit
            var fields: [Cursor] = []
            init(unit: TranslationUnit) { self.unit = unit }
        }
        let sink = Sink(unit: unit)
        _ = clang_Type_visitFields(
            raw,
            { cursor, context in
                guard let context else { return CXVisit_Break }
                let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
                sink.fields.append(Cursor(raw: cursor, unit: sink.unit))
                return CXVisit_Continue
            }, Unmanaged.passUnretained(sink).toOpaque())
        return sink.fields
    }
}

extension Int64 {
    fileprivate var nonNegative: Int? { self < 0 ? nil : Int(self) }
}
