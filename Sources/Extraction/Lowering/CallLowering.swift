import CProgram
import LibClang

/// Calls.
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
        guard case .function(let name) = target.kind else {
            let values = handedOver { arguments.map(value) }
            return Expression(.callThrough(target, values), held, line: cursor.line)
        }
        let values = handedOver {
            arguments.map { argument in
                argumentCallee = name
                defer { argumentCallee = nil }
                return value(argument)
            }
        }
        let told = sizesOfOthers(arguments, values, of: name)
        noteBytes(arguments, told, of: name)
        noteSent(arguments, told, to: name)
        if EventRecognition.isEvent(call: name) { return warning(name, told, cursor) }
        return Expression(.call(name, told), held, line: cursor.line)
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
}
