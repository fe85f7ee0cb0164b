import LibClang

/// Types of expressions as C has them. A parameter that is written as an array is a pointer, but libclang gives the type as written for
/// it and for everything that takes its type over (`a`, `a + 1`, `c ? a : b`). The function's canonical type has the pointer.
extension BodyLowering {
    /// The type of an expression.
    func trueType(_ cursor: Cursor) -> CType {
        let written = cursor.type
        guard written.isArray else { return written }
        switch cursor.kind {
        case .declRefExpr: return cursor.referenced.flatMap { decayed[$0.place] } ?? written
        case .parenExpr, .unexposedExpr: return operand(cursor).map(trueType) ?? written
        case .conditionalOperator, .binaryOperator:
            let sides =
                cursor.kind == .conditionalOperator ? cursor.operands.dropFirst() : cursor.operands[...]
            return sides.map(trueType).first { $0.canonical.kind == .pointer } ?? written
        case .unaryOperator where cursor.unaryOperator != .dereference:
            return operand(cursor).map(trueType) ?? written
        case .stmtExpr:
            let last = cursor.children.first { $0.kind == .compoundStmt }?.children.last
            return last.map(trueType) ?? written
        default: return written
        }
    }

    /// The type of a variable: `__typeof__(a) b = a` of such a parameter is a pointer as well, which shows in that it is not initialised
    /// as an array would be.
    func variableType(_ variable: Cursor) -> CType {
        guard variable.type.isArray else { return variable.type }
        if let known = decayed[variable.place] { return known }
        guard let initializer = variable.initializer, initializer.kind != .initListExpr else {
            return variable.type
        }
        let type = trueType(initializer)
        if type.canonical.kind == .pointer { decayed[variable.place] = type }
        return type.canonical.kind == .pointer ? type : variable.type
    }

    /// Makes the function's parameters known; false where one has a type that cannot be held.
    func addParameters(of function: Cursor) -> Bool {
        let types = function.type.canonical.argumentTypes
        for (parameter, type) in zip(function.arguments, types) where parameter.type.isArray {
            decayed[parameter.place] = type
        }
        return function.arguments.allSatisfy { addLocal($0) != nil }
    }
}

extension CType {
    /// Whether it is an array of any kind.
    var isArray: Bool {
        [.constantArray, .incompleteArray, .variableArray].contains(canonical.kind)
    }
}
