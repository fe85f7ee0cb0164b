import CProgram
import LibClang

/// Builtins: those that mean something to the compiler only, and those that compute.
extension BodyLowering {
    /// The name of the builtin that a call names, or nil.
    func builtinName(_ callee: Cursor) -> String? {
        var cursor = callee
        while cursor.kind == .unexposedExpr || cursor.kind == .parenExpr, let inner = operand(cursor) {
            cursor = inner
        }
        guard cursor.kind == .declRefExpr, let target = cursor.referenced, target.kind == .functionDecl
        else { return nil }
        let name = target.spelling
        return name.hasPrefix("__builtin_") ? name : nil
    }

    /// What a builtin means; nil for one that is called like a function.
    func builtin(_ name: String, _ cursor: Cursor, _ arguments: [Cursor]) -> Expression? {
        let held = type(cursor)
        func integer(_ value: Int64) -> Expression {
            Expression(.integer(ConstantFolding.held(value, as: held)), held, line: cursor.line)
        }
        switch name.dropFirst("__builtin_".count) {
        case "expect", "expect_with_probability", "assume_aligned":
            return arguments.first.map { converted(value($0), to: held) }
        case "constant_p":
            // What is no constant here may be one to a compiler that inlines; the value is the same.
            return integer(cursor.evaluatedInteger ?? 0)
        case "object_size", "dynamic_object_size":
            let kind = arguments.last?.evaluatedInteger ?? 0
            return integer(cursor.evaluatedInteger ?? (kind & 2 == 0 ? -1 : 0))
        case "prefetch":
            return arguments.first.map(effects)
        case "va_start", "va_end":
            return arguments.first.map { variadic(name, [$0], .void, cursor) }
        case "va_copy": return variadic(name, arguments, .void, cursor)
        case "alloca", "alloca_with_align", "setjmp", "longjmp", "apply", "apply_args":
            return unsupported("`\(name)`", cursor)
        case "bswap16", "bswap32", "bswap64":
            return arguments.first.map { swappedBytes(value($0), cursor) }
        case let plain where BitCount(plain) != nil:
            guard let count = BitCount(plain), let argument = arguments.first else { return nil }
            return constant(cursor) ?? counted(count, value(argument), cursor)
        case let plain where plain.hasSuffix("_overflow") && arguments.count == 3:
            return overflow(name, arguments, cursor)
        default: return sameAsFunction(name, cursor, arguments)
        }
    }

    /// `va_start` and its kin as calls of what is not known: the list is an object that they alone look into.
    ///
    /// - Parameter words: what else tells such calls apart.
    func variadic(
        _ name: String, _ lists: [Cursor], _ type: ValueType, _ cursor: Cursor, _ words: [Expression] = []
    ) -> Expression {
        let places = lists.map { list in
            // Where a list is an array of one record (x86-64), it has become a pointer here; elsewhere it is a variable.
            let isDecayed =
                trueType(list).canonical.kind == .pointer
                && trueType(list).canonical.pointee.canonical.kind == .record
            return isDecayed ? value(list) : address(list)
        }
        return Expression(.call(name, places + words), type, line: cursor.line)
    }

    /// Builtins that a library function of the same name stands behind, and those that are constants.
    private func sameAsFunction(_ name: String, _ cursor: Cursor, _ arguments: [Cursor]) -> Expression? {
        let plain = String(name.dropFirst("__builtin_".count))
        let library: Set = [
            "memcpy", "memmove", "memset", "memcmp", "memchr", "strlen", "strcmp", "strncmp", "strcpy",
            "strncpy", "strcat", "strchr", "strrchr", "strnlen", "abs", "labs", "llabs",
        ]
        let values = arguments.map(value)
        if !values.isEmpty, values.allSatisfy({ $0.isConstant }), let constant = constant(cursor) {
            return constant
        }
        guard library.contains(plain) else { return nil }
        noteBytes(arguments, values, of: plain)
        unit.note(declaration: plain, cursor)
        return Expression(.call(plain, values), type(cursor), line: cursor.line)
    }
}

extension Expression {
    /// Whether it is a number or a string known now.
    fileprivate var isConstant: Bool {
        switch kind {
        case .integer, .string: true
        default: false
        }
    }
}
