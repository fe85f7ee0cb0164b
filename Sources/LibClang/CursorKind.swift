import CLibclang

/// What a cursor points at (`CXCursorKind`), as far as C has it.
public struct CursorKind: RawRepresentable, Hashable, Sendable {
    /// The number libclang uses; it differs between its versions.
    public var rawValue: UInt32

    /// Makes a kind from libclang's number.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `CXCursor_StructDecl`.
    public static let structDecl = CursorKind(rawValue: CXCursor_StructDecl.rawValue)
    /// `CXCursor_UnionDecl`.
    public static let unionDecl = CursorKind(rawValue: CXCursor_UnionDecl.rawValue)
    /// `CXCursor_EnumDecl`.
    public static let enumDecl = CursorKind(rawValue: CXCursor_EnumDecl.rawValue)
    /// `CXCursor_FieldDecl`.
    public static let fieldDecl = CursorKind(rawValue: CXCursor_FieldDecl.rawValue)
    /// `CXCursor_EnumConstantDecl`.
    public static let enumConstantDecl = CursorKind(rawValue: CXCursor_EnumConstantDecl.rawValue)
    /// `CXCursor_FunctionDecl`.
    public static let functionDecl = CursorKind(rawValue: CXCursor_FunctionDecl.rawValue)
    /// `CXCursor_VarDecl`.
    public static let varDecl = CursorKind(rawValue: CXCursor_VarDecl.rawValue)
    /// `CXCursor_TypedefDecl`.
    public static let typedefDecl = CursorKind(rawValue: CXCursor_TypedefDecl.rawValue)
    /// `CXCursor_UnexposedDecl`.
    public static let unexposedDecl = CursorKind(rawValue: CXCursor_UnexposedDecl.rawValue)
    /// `CXCursor_TypeRef`.
    public static let typeRef = CursorKind(rawValue: CXCursor_TypeRef.rawValue)
    /// `CXCursor_MemberRef`.
    public static let memberRef = CursorKind(rawValue: CXCursor_MemberRef.rawValue)
    /// `CXCursor_LabelRef`.
    public static let labelRef = CursorKind(rawValue: CXCursor_LabelRef.rawValue)
    /// `CXCursor_UnexposedExpr`.
    public static let unexposedExpr = CursorKind(rawValue: CXCursor_UnexposedExpr.rawValue)
    /// `CXCursor_DeclRefExpr`.
    public static let declRefExpr = CursorKind(rawValue: CXCursor_DeclRefExpr.rawValue)
    /// `CXCursor_MemberRefExpr`.
    public static let memberRefExpr = CursorKind(rawValue: CXCursor_MemberRefExpr.rawValue)
    /// `CXCursor_CallExpr`.
    public static let callExpr = CursorKind(rawValue: CXCursor_CallExpr.rawValue)
    /// `CXCursor_IntegerLiteral`.
    public static let integerLiteral = CursorKind(rawValue: CXCursor_IntegerLiteral.rawValue)
    /// `CXCursor_FloatingLiteral`.
    public static let floatingLiteral = CursorKind(rawValue: CXCursor_FloatingLiteral.rawValue)
    /// `CXCursor_ImaginaryLiteral`.
    public static let imaginaryLiteral = CursorKind(rawValue: CXCursor_ImaginaryLiteral.rawValue)
    /// `CXCursor_StringLiteral`.
    public static let stringLiteral = CursorKind(rawValue: CXCursor_StringLiteral.rawValue)
    /// `CXCursor_CharacterLiteral`.
    public static let characterLiteral = CursorKind(rawValue: CXCursor_CharacterLiteral.rawValue)
    /// `CXCursor_ParenExpr`.
    public static let parenExpr = CursorKind(rawValue: CXCursor_ParenExpr.rawValue)
    /// `CXCursor_UnaryOperator`.
    public static let unaryOperator = CursorKind(rawValue: CXCursor_UnaryOperator.rawValue)
    /// `CXCursor_ArraySubscriptExpr`.
    public static let arraySubscriptExpr = CursorKind(rawValue: CXCursor_ArraySubscriptExpr.rawValue)
    /// `CXCursor_BinaryOperator`.
    public static let binaryOperator = CursorKind(rawValue: CXCursor_BinaryOperator.rawValue)
    /// `CXCursor_CompoundAssignOperator`.
    public static let compoundAssignOperator = CursorKind(rawValue: CXCursor_CompoundAssignOperator.rawValue)
    /// `CXCursor_ConditionalOperator`.
    public static let conditionalOperator = CursorKind(rawValue: CXCursor_ConditionalOperator.rawValue)
    /// `CXCursor_CStyleCastExpr`.
    public static let cStyleCastExpr = CursorKind(rawValue: CXCursor_CStyleCastExpr.rawValue)
    /// `CXCursor_CompoundLiteralExpr`.
    public static let compoundLiteralExpr = CursorKind(rawValue: CXCursor_CompoundLiteralExpr.rawValue)
    /// `CXCursor_InitListExpr`.
    public static let initListExpr = CursorKind(rawValue: CXCursor_InitListExpr.rawValue)
    /// `CXCursor_AddrLabelExpr`.
    public static let addrLabelExpr = CursorKind(rawValue: CXCursor_AddrLabelExpr.rawValue)
    /// `CXCursor_StmtExpr`.
    public static let stmtExpr = CursorKind(rawValue: CXCursor_StmtExpr.rawValue)
    /// `CXCursor_GenericSelectionExpr`.
    public static let genericSelectionExpr = CursorKind(rawValue: CXCursor_GenericSelectionExpr.rawValue)
    /// `CXCursor_UnaryExpr`.
    public static let unaryExpr = CursorKind(rawValue: CXCursor_UnaryExpr.rawValue)
    /// `CXCursor_UnexposedStmt`.
    public static let unexposedStmt = CursorKind(rawValue: CXCursor_UnexposedStmt.rawValue)
    /// `CXCursor_LabelStmt`.
    public static let labelStmt = CursorKind(rawValue: CXCursor_LabelStmt.rawValue)
    /// `CXCursor_CompoundStmt`.
    public static let compoundStmt = CursorKind(rawValue: CXCursor_CompoundStmt.rawValue)
    /// `CXCursor_CaseStmt`.
    public static let caseStmt = CursorKind(rawValue: CXCursor_CaseStmt.rawValue)
    /// `CXCursor_DefaultStmt`.
    public static let defaultStmt = CursorKind(rawValue: CXCursor_DefaultStmt.rawValue)
    /// `CXCursor_IfStmt`.
    public static let ifStmt = CursorKind(rawValue: CXCursor_IfStmt.rawValue)
    /// `CXCursor_SwitchStmt`.
    public static let switchStmt = CursorKind(rawValue: CXCursor_SwitchStmt.rawValue)
    /// `CXCursor_WhileStmt`.
    public static let whileStmt = CursorKind(rawValue: CXCursor_WhileStmt.rawValue)
    /// `CXCursor_DoStmt`.
    public static let doStmt = CursorKind(rawValue: CXCursor_DoStmt.rawValue)
    /// `CXCursor_ForStmt`.
    public static let forStmt = CursorKind(rawValue: CXCursor_ForStmt.rawValue)
    /// `CXCursor_GotoStmt`.
    public static let gotoStmt = CursorKind(rawValue: CXCursor_GotoStmt.rawValue)
    /// `CXCursor_IndirectGotoStmt`.
    public static let indirectGotoStmt = CursorKind(rawValue: CXCursor_IndirectGotoStmt.rawValue)
    /// `CXCursor_ContinueStmt`.
    public static let continueStmt = CursorKind(rawValue: CXCursor_ContinueStmt.rawValue)
    /// `CXCursor_BreakStmt`.
    public static let breakStmt = CursorKind(rawValue: CXCursor_BreakStmt.rawValue)
    /// `CXCursor_ReturnStmt`.
    public static let returnStmt = CursorKind(rawValue: CXCursor_ReturnStmt.rawValue)
    /// `CXCursor_GCCAsmStmt`.
    public static let gccAsmStmt = CursorKind(rawValue: CXCursor_GCCAsmStmt.rawValue)
    /// `CXCursor_MSAsmStmt`.
    public static let msAsmStmt = CursorKind(rawValue: CXCursor_MSAsmStmt.rawValue)
    /// `CXCursor_NullStmt`.
    public static let nullStmt = CursorKind(rawValue: CXCursor_NullStmt.rawValue)
    /// `CXCursor_DeclStmt`.
    public static let declStmt = CursorKind(rawValue: CXCursor_DeclStmt.rawValue)
    /// `CXCursor_PackedAttr`.
    public static let packedAttr = CursorKind(rawValue: CXCursor_PackedAttr.rawValue)
    /// `CXCursor_AsmLabelAttr`.
    public static let asmLabelAttr = CursorKind(rawValue: CXCursor_AsmLabelAttr.rawValue)
    /// `CXCursor_MacroDefinition`.
    public static let macroDefinition = CursorKind(rawValue: CXCursor_MacroDefinition.rawValue)
}
