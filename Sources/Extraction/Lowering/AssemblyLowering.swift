import CProgram
import LibClang

/// Inline assembly: events, notes for tools, and what has an effect of its own.
extension BodyLowering {
    /// An `asm` statement.
    func assembly(_ cursor: Cursor) -> Statement {
        guard let text = printed?.assembly(cursor) else {
            return .unsupported("inline assembly that cannot be read", line: cursor.line)
        }
        if let event = unit.events.event(ofAssembly: cursor, text) { return trap(event, text, cursor) }
        let operands = cursor.operands
        let outputs = zip(operands, text.outputs).map { operand, written in
            let (address, access) = place(operand)
            let constraint = written.constraint + boundRegister(operand)
            return (address, Assembly.Output(constraint: constraint, access: access))
        }
        let inputs = zip(operands.dropFirst(outputs.count), text.inputs).map { operand, written in
            let constraint = text.numbered(written.constraint)
            if Self.isMemory(constraint) {
                let (address, access) = place(operand)
                return (address, Assembly.Input(constraint: constraint, access: access))
            }
            return (
                handedOver { value(operand) }, Assembly.Input(constraint: constraint + boundRegister(operand))
            )
        }
        let written = text.numbered(text.template)
        var assembly = Assembly(
            template: written, outputs: outputs.map(\.1), inputs: inputs.map(\.1),
            clobbers: text.clobbers.sorted(), isVolatile: text.isVolatile || outputs.isEmpty,
            labels: text.labels)
        if assembly.isIdle {
            if text.isAnnotation { return .empty }
            assembly.template = AssemblyText.withPlainLabels(assembly.template)
        }
        var values = inputs.map(\.0)
        for index in values.indices {
            guard let number = ConstantFolding.constant(values[index]),
                AssemblyText.names(label: number, operand: outputs.count + index, in: written)
            else { continue }
            // `__COUNTER__` makes it: by what was expanded before it, not by what it is.
            values[index] = Expression(.integer(0), values[index].type, line: cursor.line)
            assembly.template = AssemblyText.withPlainLabels(assembly.template)
        }
        let expression = Expression(
            .assembly(assembly, outputs.map(\.0) + values), text.labels.isEmpty ? .void : .int,
            line: cursor.line)
        return text.labels.isEmpty ? .expression(expression) : branch(on: expression, text.labels, cursor)
    }

    /// `asm goto`: a `switch` over the label that it takes.
    private func branch(on assembly: Expression, _ labels: [String], _ cursor: Cursor) -> Statement {
        var cases: [Statement] = []
        for (index, name) in labels.enumerated() {
            guard let label = printed?.label(name, from: cursor) else {
                return .unsupported("inline assembly that goes to an unknown label", line: cursor.line)
            }
            let number = Int64(index + 1)
            cases.append(.caseLabel(number...number, goto(label)))
        }
        return .switch(assembly, body: .block(cases))
    }

    // MARK: Warnings

    /// The trap of a `WARN` or `BUG`. Where it also gives the entry of the table of bugs to a function that prints it
    /// (x86 since 6.19), the entry's format stands for the entry.
    private func trap(_ event: Event, _ text: AssemblyText, _ cursor: Cursor) -> Statement {
        var event = event
        let operands = cursor.operands
        let inputs = Array(zip(operands.dropFirst(text.outputs.count), text.inputs))
        event.taint = taint(inputs.map(\.0))
        let expression = Expression(.event(event), .void, line: cursor.line)
        guard text.outputs.count == 1 else { return .expression(expression) }
        let (address, access) = place(operands[0])
        let format = inputs.first { $0.1.name == "fmt" }.map { converted(value($0.0), to: access.type) }
        let entry = format ?? unsupported("the entry of a warning without its text", cursor)
        return .block([
            .expression(expression),
            .expression(
                Expression(
                    .store(address: address, value: entry, access), access.type, line: cursor.line)),
        ])
    }

    /// The taint flag of a bug entry. Its flags are the last number but one (the last is the entry's size) and hold
    /// `BUGFLAG_TAINT(taint)` from bit 8 on (asm-generic/bug.h); bit 0 tells a `WARN`.
    private func taint(_ inputs: [Cursor]) -> Int64? {
        let numbers = inputs.filter { trueType($0).canonical.kind != .pointer }
        guard numbers.count > 1, let flags = knownInteger(numbers[numbers.count - 2]), flags & 1 != 0 else {
            return nil
        }
        return flags >> 8 & 0xff
    }

    /// A constant, or what a variable is initialised with.
    private func knownInteger(_ cursor: Cursor) -> Int64? {
        if let value = cursor.evaluatedInteger { return value }
        return variableBehind(cursor)?.initializer?.evaluatedInteger
    }

    // MARK: Operands

    /// The variable that an operand is, without conversions; nil for other expressions.
    private func variableBehind(_ cursor: Cursor) -> Cursor? {
        var cursor = cursor
        while cursor.kind == .unexposedExpr || cursor.kind == .parenExpr, let inner = operand(cursor) {
            cursor = inner
        }
        guard cursor.kind == .declRefExpr, let target = cursor.referenced, target.kind == .varDecl else {
            return nil
        }
        return target
    }

    /// `{r8}` for a local that is bound to a register by `asm("r8")`, else "".
    private func boundRegister(_ operand: Cursor) -> String {
        guard let variable = variableBehind(operand), variable.hasAttributes else { return "" }
        return variable.children.first { $0.kind == .asmLabelAttr }.map { "{\($0.spelling)}" } ?? ""
    }

    /// Whether a constraint takes nothing but memory, on any architecture of the kernel.
    private static func isMemory(_ constraint: String) -> Bool {
        let letters = constraint.filter { !"=+&%*,?!<>".contains($0) }
        return memoryConstraints.contains(letters)
    }

    private static let memoryConstraints: Set = [
        "m", "o", "V", "Q", "R", "S", "T", "QR", "Ump", "Usa", "A", "Z", "ZB", "ZC", "es", "Uo", "Qo",
    ]
}
