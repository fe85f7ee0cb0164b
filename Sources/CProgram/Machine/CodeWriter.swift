import ABIModel

/// Writes a function's tree as a row of instructions. In a row, `goto` into and out of loops is
/// a jump like any other, and running it needs no Swift stack however deeply C calls.
package struct CodeWriter {
    /// Statements and expressions nested deeper are `unsupported`.
    static let nestingLimit = 300

    /// A jump whose target is not known yet, and where it was written.
    struct Origin {
        var instruction: Int
        var path: [Int]
        var depth: Int
    }

    /// What `break` and `continue` leave.
    struct Enclosure {
        var isLoop: Bool
        var breaks: [Origin] = []
        var continues: [Origin] = []
    }

    struct Label {
        var target: Int
        var path: [Int]
        var depth: Int
    }

    let body: FunctionBody
    let names: NameTable
    var instructions: ContiguousArray<Instruction> = []
    var lines: ContiguousArray<Int32> = []
    var selections: ContiguousArray<Code.Selection> = []
    var events: [Event] = []
    var assemblies: [Assembly] = []
    var texts: [String] = []
    /// By local: its register, or -1.
    var registers: [Int] = []
    /// By local: its place among the locals in memory, or -1.
    var memory: [Int] = []
    var memoryLocals: ContiguousArray<Code.MemoryLocal> = []
    var registerCount = 0
    var line: Int32 = 0
    var nesting = 0
    /// How many values are on the stack here.
    var depth = 0
    /// Which statement expressions enclose this place.
    var path: [Int] = []
    var pathCount = 0
    var enclosures: [Enclosure] = []
    /// The `switch`es under way, innermost last: their number, where they were written, and in which
    /// statement expressions.
    var openSelections: [(index: Int, instruction: Int, path: [Int])] = []
    var labels: [String: Label] = [:]
    var gotos: [(name: String, origin: Origin)] = []

    /// Writes a function.
    package static func code(for body: FunctionBody, names: NameTable) -> Code {
        var writer = CodeWriter(body: body, names: names)
        writer.placeLocals()
        writer.write(body.body)
        writer.emit(.nothing(isVoid: body.signature.result == .void), pushing: 1)
        writer.emit(.return, pushing: -1)
        writer.resolveGotos()
        return writer.finished()
    }

    init(body: FunctionBody, names: NameTable) {
        self.body = body
        self.names = names
    }

    private mutating func placeLocals() {
        let choice = RegisterChoice(body)
        for (local, needsMemory) in zip(body.locals, choice.needsMemory) {
            if needsMemory {
                registers.append(-1)
                memory.append(memoryLocals.count)
                memoryLocals.append(.init(label: local.name, bytes: local.bytes))
            } else {
                registers.append(registerCount)
                memory.append(-1)
                registerCount += 1
            }
        }
    }

    private func finished() -> Code {
        var parameters: ContiguousArray<Code.Place> = []
        for index in body.signature.parameters.indices {
            guard registers.indices.contains(index) else { break }
            if registers[index] >= 0 {
                parameters.append(.register(registers[index]))
            } else {
                parameters.append(
                    .memory(memory[index], MemoryAccess(Access(body.locals[index].type))))
            }
        }
        return Code(
            name: body.name, site: body.site, instructions: instructions, lines: lines,
            parameters: parameters, registerCount: registerCount, memoryLocals: memoryLocals,
            selections: selections, events: events, assemblies: assemblies, texts: texts)
    }

    // MARK: Writing

    mutating func emit(_ instruction: Instruction, pushing change: Int) {
        instructions.append(instruction)
        lines.append(line)
        depth += change
    }

    /// Something that ends the run with a reason, and stands for one value.
    mutating func emitUnsupported(_ reason: String) {
        texts.append(reason)
        emit(.unsupported(Int32(texts.count - 1)), pushing: 1)
    }

    /// A jump to be given its target later.
    mutating func emitJump(_ instruction: Instruction = .jump(0), pushing change: Int = 0) -> Int {
        emit(instruction, pushing: change)
        return instructions.count - 1
    }

    var here: Int { instructions.count }

    mutating func land(_ jump: Int, at target: Int? = nil) {
        let target = Int32(target ?? here)
        switch instructions[jump] {
        case .jumpIf: instructions[jump] = .jumpIf(target)
        case .jumpUnless: instructions[jump] = .jumpUnless(target)
        default: instructions[jump] = .jump(target)
        }
    }

    /// A jump to where another stack height may be.
    mutating func emitOrigin() -> Origin {
        Origin(instruction: emitJump(), path: path, depth: depth)
    }

    mutating func land(_ origin: Origin, at label: Label) {
        if !origin.path.starts(with: label.path) {
            texts.append("a jump into a statement expression")
            instructions[origin.instruction] = .unsupported(Int32(texts.count - 1))
        } else if origin.depth == label.depth {
            land(origin.instruction, at: label.target)
        } else {
            instructions[origin.instruction] = .unwind(
                depth: Int32(label.depth), to: Int32(label.target))
        }
    }

    private mutating func resolveGotos() {
        for (name, origin) in gotos {
            if let label = labels[name] {
                land(origin, at: label)
            } else {
                texts.append("goto \(name): there is no such label")
                instructions[origin.instruction] = .unsupported(Int32(texts.count - 1))
            }
        }
    }
}
