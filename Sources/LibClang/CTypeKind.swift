import CLibclang

/// What a C type is made of (`CXTypeKind`), as far as C has it.
public struct CTypeKind: RawRepresentable, Hashable, Sendable {
    /// The number libclang uses; it differs between its versions.
    public var rawValue: UInt32

    /// Makes a kind from libclang's number.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `CXType_Invalid`.
    public static let invalid = CTypeKind(rawValue: CXType_Invalid.rawValue)
    /// `CXType_Unexposed`.
    public static let unexposed = CTypeKind(rawValue: CXType_Unexposed.rawValue)
    /// `CXType_Void`.
    public static let void = CTypeKind(rawValue: CXType_Void.rawValue)
    /// `CXType_Bool`.
    public static let bool = CTypeKind(rawValue: CXType_Bool.rawValue)
    /// `CXType_Char_U`.
    public static let charU = CTypeKind(rawValue: CXType_Char_U.rawValue)
    /// `CXType_UChar`.
    public static let uChar = CTypeKind(rawValue: CXType_UChar.rawValue)
    /// `CXType_Char16`.
    public static let char16 = CTypeKind(rawValue: CXType_Char16.rawValue)
    /// `CXType_Char32`.
    public static let char32 = CTypeKind(rawValue: CXType_Char32.rawValue)
    /// `CXType_UShort`.
    public static let uShort = CTypeKind(rawValue: CXType_UShort.rawValue)
    /// `CXType_UInt`.
    public static let uInt = CTypeKind(rawValue: CXType_UInt.rawValue)
    /// `CXType_ULong`.
    public static let uLong = CTypeKind(rawValue: CXType_ULong.rawValue)
    /// `CXType_ULongLong`.
    public static let uLongLong = CTypeKind(rawValue: CXType_ULongLong.rawValue)
    /// `CXType_UInt128`.
    public static let uInt128 = CTypeKind(rawValue: CXType_UInt128.rawValue)
    /// `CXType_Char_S`.
    public static let charS = CTypeKind(rawValue: CXType_Char_S.rawValue)
    /// `CXType_SChar`.
    public static let sChar = CTypeKind(rawValue: CXType_SChar.rawValue)
    /// `CXType_WChar`.
    public static let wChar = CTypeKind(rawValue: CXType_WChar.rawValue)
    /// `CXType_Short`.
    public static let short = CTypeKind(rawValue: CXType_Short.rawValue)
    /// `CXType_Int`.
    public static let int = CTypeKind(rawValue: CXType_Int.rawValue)
    /// `CXType_Long`.
    public static let long = CTypeKind(rawValue: CXType_Long.rawValue)
    /// `CXType_LongLong`.
    public static let longLong = CTypeKind(rawValue: CXType_LongLong.rawValue)
    /// `CXType_Int128`.
    public static let int128 = CTypeKind(rawValue: CXType_Int128.rawValue)
    /// `CXType_Float`.
    public static let float = CTypeKind(rawValue: CXType_Float.rawValue)
    /// `CXType_Double`.
    public static let double = CTypeKind(rawValue: CXType_Double.rawValue)
    /// `CXType_LongDouble`.
    public static let longDouble = CTypeKind(rawValue: CXType_LongDouble.rawValue)
    /// `CXType_Pointer`.
    public static let pointer = CTypeKind(rawValue: CXType_Pointer.rawValue)
    /// `CXType_Record`.
    public static let record = CTypeKind(rawValue: CXType_Record.rawValue)
    /// `CXType_Enum`.
    public static let `enum` = CTypeKind(rawValue: CXType_Enum.rawValue)
    /// `CXType_Typedef`.
    public static let typedef = CTypeKind(rawValue: CXType_Typedef.rawValue)
    /// `CXType_FunctionNoProto`.
    public static let functionNoProto = CTypeKind(rawValue: CXType_FunctionNoProto.rawValue)
    /// `CXType_FunctionProto`.
    public static let functionProto = CTypeKind(rawValue: CXType_FunctionProto.rawValue)
    /// `CXType_ConstantArray`.
    public static let constantArray = CTypeKind(rawValue: CXType_ConstantArray.rawValue)
    /// `CXType_Vector`.
    public static let vector = CTypeKind(rawValue: CXType_Vector.rawValue)
    /// `CXType_IncompleteArray`.
    public static let incompleteArray = CTypeKind(rawValue: CXType_IncompleteArray.rawValue)
    /// `CXType_VariableArray`.
    public static let variableArray = CTypeKind(rawValue: CXType_VariableArray.rawValue)
    /// `CXType_Attributed`.
    public static let attributed = CTypeKind(rawValue: CXType_Attributed.rawValue)
    /// `CXType_Atomic`.
    public static let atomic = CTypeKind(rawValue: CXType_Atomic.rawValue)
    /// `CXType_BlockPointer`.
    public static let blockPointer = CTypeKind(rawValue: CXType_BlockPointer.rawValue)
    /// `CXType_Auto`.
    public static let auto = CTypeKind(rawValue: CXType_Auto.rawValue)
}
