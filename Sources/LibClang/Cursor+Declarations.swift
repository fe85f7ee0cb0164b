import CLibclang

/// What a declaration says of itself.
extension Cursor {
    /// How far a name is seen (`clang_getCursorLinkage`).
    public enum Linkage: Hashable, Sendable { case none, `internal`, external }

    /// The storage class that was written (`clang_Cursor_getStorageClass`).
    public enum StorageClass: Hashable, Sendable { case none, `extern`, `static`, other }

    /// The type of the declaration or expression.
    public var type: CType { wrap(clang_getCursorType(raw)) }
    /// What a typedef stands for.
    public var typedefUnderlyingType: CType { wrap(clang_getTypedefDeclUnderlyingType(raw)) }
    /// The integer type behind an enum.
    public var enumIntegerType: CType { wrap(clang_getEnumDeclIntegerType(raw)) }
    /// The value of an enum constant, as a signed 64-bit number.
    public var enumConstantValue: Int64 { clang_getEnumConstantDeclValue(raw) }
    /// The same as an unsigned number: which of the two it is, the type tells.
    public var enumConstantUnsignedValue: UInt64 { clang_getEnumConstantDeclUnsignedValue(raw) }
    /// What a function gives back.
    public var resultType: CType { wrap(clang_getCursorResultType(raw)) }

    /// A function's parameters or a call's arguments, in order.
    public var arguments: [Cursor] {
        let count = clang_Cursor_getNumArguments(raw)
        guard count > 0 else { return [] }
        return (0..<UInt32(count)).map { Cursor(raw: clang_Cursor_getArgument(raw, $0), unit: unit) }
    }

    /// Whether a function takes `...`.
    public var isVariadic: Bool { clang_Cursor_isVariadic(raw) != 0 }
    /// Whether a function was declared `inline`.
    public var isInline: Bool { clang_Cursor_isFunctionInlined(raw) != 0 }
    /// Whether the field is a bit-field.
    public var isBitField: Bool { clang_Cursor_isBitField(raw) != 0 }
    /// The width in bits of a bit-field; nil for other fields.
    public var bitWidth: Int? {
        let width = clang_getFieldDeclBitWidth(raw)
        return width < 0 ? nil : Int(width)
    }
    /// The distance in bits of a field from the start of the record it is declared in;
    /// negative where libclang cannot tell (`clang_Cursor_getOffsetOfField`).
    public var fieldOffsetBits: Int { Int(clang_Cursor_getOffsetOfField(raw)) }
    /// Whether a record or enum has no tag.
    public var isAnonymous: Bool { clang_Cursor_isAnonymous(raw) != 0 }
    /// Whether it is an unnamed struct or union that lends its members to the enclosing one.
    public var isAnonymousRecord: Bool { clang_Cursor_isAnonymousRecordDecl(raw) != 0 }

    /// How far the name is seen.
    public var linkage: Linkage {
        switch clang_getCursorLinkage(raw) {
        case CXLinkage_Internal: .internal
        case CXLinkage_External, CXLinkage_UniqueExternal: .external
        default: .none
        }
    }

    /// The storage class that was written.
    public var storageClass: StorageClass {
        switch clang_Cursor_getStorageClass(raw) {
        case CX_SC_None: .none
        case CX_SC_Extern: .extern
        case CX_SC_Static: .static
        default: .other
        }
    }

    /// The initialiser of a variable, if it has one (`clang_Cursor_getVarDeclInitializer`).
    public var initializer: Cursor? { wrap(clang_Cursor_getVarDeclInitializer(raw)) }
    /// Whether each thread has a variable of its own (`clang_getCursorTLSKind`).
    public var isThreadLocal: Bool { clang_getCursorTLSKind(raw) != CXTLS_None }
    /// Whether a variable lives as long as the program: a global or a static local.
    public var hasGlobalStorage: Bool { clang_Cursor_hasVarDeclGlobalStorage(raw) == 1 }

    // MARK: Expressions

    /// The operator, where libclang can tell; nil with a libclang before 17.
    public var binaryOperator: BinaryOperator? {
        BinaryOperator(rawValue: Int(kdrift_binary_operator_kind(raw)))
    }
    /// The operator, where libclang can tell; nil with a libclang before 17.
    public var unaryOperator: UnaryOperator? {
        UnaryOperator(rawValue: Int(kdrift_unary_operator_kind(raw)))
    }

    /// The value of a constant integer expression (`clang_Cursor_Evaluate`), or nil.
    public var evaluatedInteger: Int64? {
        guard let result = clang_Cursor_Evaluate(raw) else { return nil }
        defer { clang_EvalResult_dispose(result) }
        guard clang_EvalResult_getKind(result) == CXEval_Int else { return nil }
        return clang_EvalResult_isUnsignedInt(result) != 0
            ? Int64(bitPattern: UInt64(clang_EvalResult_getAsUnsigned(result)))
            : Int64(clang_EvalResult_getAsLongLong(result))
    }
}

extension Cursor {
    /// Whether clang gave up on the declaration (`clang_isInvalidDeclaration`): a type it does not
    /// know, a bad bit-field width, …
    public var isInvalidDeclaration: Bool { clang_isInvalidDeclaration(raw) != 0 }
}
