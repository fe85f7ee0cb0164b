extension CodeWriter {
    /// The statement behind any labels.
    static func withoutLabels(_ statement: Statement) -> Statement {
        var statement = statement
        while true {
            switch statement {
            case .label(_, let inner), .caseLabel(_, let inner), .defaultLabel(let inner): statement = inner
            default: return statement
            }
        }
    }

    mutating func write(_ statement: Statement) {
        guard nesting < Self.nestingLimit else {
            emitUnsupported("statements nested deeper than \(Self.nestingLimit) levels")
            return emit(.drop, pushing: -1)
        }
        nesting += 1
        defer { nesting -= 1 }
        writeLabels(of: statement)
        switch Self.withoutLabels(statement) {
        case .expression(let expression):
            write(expression)
            emit(.drop, pushing: -1)
        case .declare(let local, let parts, let zeroed): declare(local, parts, zeroed: zeroed)
        case .block(let statements): for statement in statements { write(statement) }
        case .if(let condition, let then, let otherwise): writeIf(condition, then, otherwise)
        case .while(let condition, let body): loop(nil, condition, nil, body)
        case .for(let initial, let condition, let step, let body):
            loop(initial, condition, step, body)
        case .doWhile(let body, let condition): loopAfter(body, condition)
        case .switch(let value, let body): writeSwitch(value, body)
        case .goto(let name): gotos.append((name, emitOrigin()))
        case .break: leave("break", where: { _ in true }, keep: { $0.breaks.append($1) })
        case .continue: leave("continue", where: \.isLoop, keep: { $0.continues.append($1) })
        case .return(let value):
            if let value { write(value) } else { emit(.nothing(isVoid: true), pushing: 1) }
            emit(.return, pushing: -1)
        case .unsupported(let reason, let place):
            if place > 0 { line = Int32(clamping: place) }
            emitUnsupported(reason)
            emit(.drop, pushing: -1)
        case .empty, .label, .caseLabel, .defaultLabel: break
        }
    }

    private mutating func writeLabels(of statement: Statement) {
        var statement = statement
        while true {
            switch statement {
            case .label(let name, let inner):
                labels[name] = Label(target: here, path: path, depth: depth)
                statement = inner
            case .caseLabel(let range, let inner):
                if let open = openSelection() {
                    let form = selections[open].form
                    let bounds = (form.held(range.lowerBound), form.held(range.upperBound))
                    if bounds.0 <= bounds.1 {
                        selections[open].cases.append((bounds.0...bounds.1, here))
                    }
                }
                statement = inner
            case .defaultLabel(let inner):
                if let open = openSelection() { selections[open].otherwise = here }
                statement = inner
            default: return
            }
        }
    }

    /// The innermost `switch`, unless its label stands in a statement expression of its own.
    private mutating func openSelection() -> Int? {
        guard let open = openSelections.last else { return nil }
        if open.path == path { return open.index }
        texts.append("a switch with a label in a statement expression")
        instructions[open.instruction] = .unsupported(Int32(texts.count - 1))
        return nil
    }

    private mutating func declare(_ local: Int, _ parts: [Initialization], zeroed: Bool) {
        guard registers.indices.contains(local) else {
            emitUnsupported("a local that the function does not have")
            return emit(.drop, pushing: -1)
        }
        if registers[local] < 0 {
            emit(.clearLocal(Int32(memory[local]), zeroed: zeroed), pushing: 0)
            initialize(local, parts)
        } else if let part = parts.last {
            write(part.value)
            emit(.writeRegister(Int32(registers[local])), pushing: 0)
            emit(.drop, pushing: -1)
        } else {
            emit(.clearRegister(Int32(registers[local]), zeroed: zeroed), pushing: 0)
        }
    }

    /// Stores the parts of an initialiser.
    mutating func initialize(_ local: Int, _ parts: [Initialization]) {
        for part in parts {
            emit(.local(Int32(memory[local])), pushing: 1)
            if part.offset != 0 { emit(.offsetBy(part.offset), pushing: 0) }
            write(part.value)
            emit(.store(MemoryAccess(part.access)), pushing: -1)
            emit(.drop, pushing: -1)
        }
    }

    private mutating func writeIf(_ condition: Expression, _ then: Statement, _ otherwise: Statement?) {
        write(condition)
        let over = emitJump(.jumpUnless(0), pushing: -1)
        write(then)
        if let otherwise {
            let end = emitJump()
            land(over)
            write(otherwise)
            land(end)
        } else {
            land(over)
        }
    }

    private mutating func loop(
        _ initial: Statement?, _ condition: Expression?, _ step: Expression?, _ body: Statement
    ) {
        if let initial { write(initial) }
        let top = here
        var end: Int?
        if let condition {
            write(condition)
            end = emitJump(.jumpUnless(0), pushing: -1)
        }
        enclosures.append(Enclosure(isLoop: true))
        write(body)
        let next = here
        if let step {
            write(step)
            emit(.drop, pushing: -1)
        }
        let back = emitJump()
        land(back, at: top)
        if let end { land(end) }
        close(continuingAt: next)
    }

    private mutating func loopAfter(_ body: Statement, _ condition: Expression) {
        let top = here
        enclosures.append(Enclosure(isLoop: true))
        write(body)
        let next = here
        write(condition)
        let back = emitJump(.jumpIf(0), pushing: -1)
        land(back, at: top)
        close(continuingAt: next)
    }

    private mutating func writeSwitch(_ value: Expression, _ body: Statement) {
        write(value)
        let index = selections.count
        selections.append(Code.Selection(form: Form(value.type), cases: [], otherwise: -1))
        emit(.switch(Int32(index)), pushing: -1)
        enclosures.append(Enclosure(isLoop: false))
        openSelections.append((index, here - 1, path))
        write(body)
        openSelections.removeLast()
        if selections[index].otherwise < 0 { selections[index].otherwise = here }
        close(continuingAt: nil)
    }

    /// Ends a loop or a `switch` here.
    private mutating func close(continuingAt target: Int?) {
        let enclosure = enclosures.removeLast()
        for origin in enclosure.breaks { land(origin, at: Label(target: here, path: path, depth: depth)) }
        guard let target else { return }
        let label = Label(target: target, path: path, depth: depth)
        for origin in enclosure.continues { land(origin, at: label) }
    }

    private mutating func leave(
        _ word: String, where isMeant: (Enclosure) -> Bool, keep: (inout Enclosure, Origin) -> Void
    ) {
        guard let index = enclosures.lastIndex(where: isMeant) else {
            emitUnsupported("\(word) outside of a loop")
            return emit(.drop, pushing: -1)
        }
        keep(&enclosures[index], emitOrigin())
    }
}
