import CProgram
import LibClang

/// Calls, and the builtins that mean something to the compiler only.
extension BodyLowering {
    /// A call's value.
    func call(_ cursor: Cursor) -> Expression {
        let operands = cursor.operands
        guard let callee = operands.first else { return unsupported("a call of nothing", cursor) }
        let arguments = Array(operands.dropFirst())
        if let name = builtinName(callee), let result = builtin(name, cursor, arguments) { return result }
        let target = value(callee)
        guard let held = layout.valueType(cursor.type) else {
            return unsupported("a call that gives a \(TypeSpelling.canonicalText(cursor.type))", cursor)
        }
        let values = handedOver { arguments.map(value) }
        guard case .function(let name) = target.kind else {
            return Expression(.callThrough(target, values), held, line: cursor.line)
        }
        if EventRecognition.isEvent(call: name) { return warning(name, values, cursor) }
        return Expression(.call(name, values), held, line: cursor.line)
    }

    /// A call that prints a warning. `warn_slowpath_fmt(file, line, taint, format, ...)` is what the macros of
    /// other architectures do in two steps: a call of `__warn_printk(format, ...)`, then the event. The place is
    /// no part of either, so that a function that moves stays the same.
    private func warning(_ name: String, _ values: [Expression], _ cursor: Cursor) -> Expression {
        let isFormatted = name == "warn_slowpath_fmt" && values.count > 3
        let taint = isFormatted ? ConstantFolding.constant(values[2]) : nil
        let event = Expression(
            .event(unit.events.event(at: cursor, taint: taint)), .void, line: cursor.line)
        guard isFormatted else { return joined(values, event) }
        guard ConstantFolding.constant(values[3]) != 0 else { return joined(values, event) }
        let text = Expression(.call("__warn_printk", Array(values[3...])), .void, line: cursor.line)
        return joined(Array(values[..<3]) + [text], event)
    }

    /// The values evaluated for their effects, then the last.
    private func joined(_ values: [Expression], _ last: Expression) -> Expression {
        values.reversed().reduce(last) { result, value in
            value.isIdle ? result : Expression(.comma(value, result), result.type, line: value.line)
        }
    }

    // MARK: Builtins

    private func builtinName(_ callee: Cursor) -> String? {
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
    private func builtin(_ name: String, _ cursor: Cursor, _ arguments: [Cursor]) -> Expression? {
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
        case "va_start", "va_end", "va_copy":
            return unsupported("variadic arguments", cursor)
        case "alloca", "alloca_with_align", "setjmp", "longjmp", "apply", "apply_args":
            return unsupported("`\(name)`", cursor)
        default: return sameAsFunction(name, cursor, arguments)
        }
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
