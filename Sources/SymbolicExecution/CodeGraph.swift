import CProgram
import Terms

/// A function's instructions with what a proof asks about them: where loops begin, what a loop writes, and which
/// registers are read before they are written.
package final class CodeGraph {
    /// The function as the machine has it.
    package let code: Code
    /// The names that its instructions have numbers for.
    package let names: NameTable

    private var loops: [Int: LoopBody]?
    private var liveRegisters: [[Bool]]?

    /// What a loop does, all iterations together.
    package struct LoopBody {
        /// Registers that it writes.
        package var registers: Set<Int> = []
        /// Locals in memory that it makes or clears.
        package var clearedLocals: Set<Int> = []
        /// Whether it stores, or calls what may.
        package var writesMemory = false
        /// Its instructions.
        package var instructions: Set<Int> = []
        /// Registers that it writes at one place only, where a number is added to them, with that number and how they are held.
        package var steps: [Int: Step] = [:]

        /// By how much a register goes on.
        package struct Step: Hashable {
            package var bytes: Int64
            package var form: Form
        }

        package init() {}
    }

    package init(_ code: Code, _ names: NameTable) {
        self.code = code
        self.names = names
    }

    // MARK: Edges

    /// Where control may go from an instruction.
    package func successors(_ pc: Int) -> [Int] {
        switch code.instructions[pc] {
        case .jump(let target), .unwind(_, let target): return [Int(target)]
        case .jumpIf(let target), .jumpUnless(let target): return [pc + 1, Int(target)]
        case .switch(let index):
            let selection = code.selections[Int(index)]
            return selection.cases.map(\.target) + [selection.otherwise]
        case .return, .unsupported: return []
        default: return pc + 1 < code.instructions.count ? [pc + 1] : []
        }
    }

    // MARK: Loops

    /// The loop that begins at an instruction, or nil where none does. A loop begins where a jump leads back to.
    package func loop(at pc: Int) -> LoopBody? {
        if loops == nil { loops = findLoops() }
        return loops?[pc]
    }

    /// Whether the function has a loop.
    package var hasLoops: Bool {
        if loops == nil { loops = findLoops() }
        return loops?.isEmpty == false
    }

    private func findLoops() -> [Int: LoopBody] {
        let count = code.instructions.count
        var predecessors = [[Int]](repeating: [], count: count)
        var backEdges: [Int: [Int]] = [:]
        for pc in 0..<count {
            for next in Set(successors(pc)) where next < count {
                predecessors[next].append(pc)
                if next <= pc { backEdges[next, default: []].append(pc) }
            }
        }
        var result: [Int: LoopBody] = [:]
        for (head, sources) in backEdges {
            var body: Set<Int> = [head]
            var open = sources
            while let pc = open.popLast() {
                guard body.insert(pc).inserted else { continue }
                open += predecessors[pc]
            }
            result[head] = summary(body)
        }
        return result
    }

    private func summary(_ instructions: Set<Int>) -> LoopBody {
        var body = LoopBody()
        body.instructions = instructions
        var writes: [Int: Int] = [:]
        for pc in instructions {
            switch code.instructions[pc] {
            case .writeRegister(let register), .clearRegister(let register, _),
                .stepRegister(let register, _, _, _):
                body.registers.insert(Int(register))
                writes[Int(register), default: 0] += 1
                if case .stepRegister(_, let form, let bytes, _) = code.instructions[pc] {
                    body.steps[Int(register)] = LoopBody.Step(bytes: bytes, form: form)
                }
            case .clearLocal(let local, _):
                body.clearedLocals.insert(Int(local))
                body.writesMemory = true
            case .store, .stepMemory, .call, .callThrough, .assembly: body.writesMemory = true
            case .load(let access) where access.isVolatile: body.writesMemory = true
            default: break
            }
        }
        body.steps = body.steps.filter { writes[$0.key] == 1 && $0.value.form.kind != .boolean }
        return body
    }

    // MARK: Liveness

    /// Whether a register may be read before it is written, from an instruction on.
    package func isLive(_ register: Int, at pc: Int) -> Bool {
        if liveRegisters == nil { liveRegisters = findLive() }
        return liveRegisters?[pc][register] ?? true
    }

    private func findLive() -> [[Bool]] {
        let count = code.instructions.count
        let none = [Bool](repeating: false, count: code.registerCount)
        var live = [[Bool]](repeating: none, count: count)
        var predecessors = [[Int]](repeating: [], count: count)
        for pc in 0..<count {
            for next in successors(pc) where next < count { predecessors[next].append(pc) }
        }
        var open = Array(0..<count)
        var isOpen = [Bool](repeating: true, count: count)
        while let pc = open.popLast() {
            isOpen[pc] = false
            var here = none
            for next in successors(pc) where next < count {
                for index in here.indices where live[next][index] { here[index] = true }
            }
            switch code.instructions[pc] {
            case .writeRegister(let register), .clearRegister(let register, _): here[Int(register)] = false
            case .readRegister(let register), .stepRegister(let register, _, _, _): here[Int(register)] = true
            default: break
            }
            guard here != live[pc] else { continue }
            live[pc] = here
            for before in predecessors[pc] where !isOpen[before] {
                isOpen[before] = true
                open.append(before)
            }
        }
        return live
    }
}

/// The functions of a side, made ready when they are first asked for.
package final class SideCode {
    /// The lowered functions.
    package let program: Program
    /// Numbers for its names.
    package let names: NameTable
    private var graphs: [String: CodeGraph] = [:]
    private var tables: [String: ConstantTable?] = [:]
    private var named: [String: Set<String>] = [:]
    private let isLeft: Bool
    /// Whether a global of that name holds something else on the other side.
    package var differs: (String) -> Bool = { _ in false }

    package init(_ program: Program, isLeft: Bool) {
        self.program = program
        self.isLeft = isLeft
        names = NameTable(program, shims: [])
    }

    /// A function's instructions, or nil where it has no body.
    package func graph(_ function: String) -> CodeGraph? {
        if let known = graphs[function] { return known }
        guard let body = program.functions[function] else { return nil }
        let graph = CodeGraph(CodeWriter.code(for: body, names: names), names)
        graphs[function] = graph
        return graph
    }

    /// The functions that a function calls or names; none where it has no body.
    package func namedFunctions(_ function: String) -> Set<String> {
        if let known = named[function] { return known }
        let names = program.functions[function]?.namedFunctions ?? []
        named[function] = names
        return names
    }

    /// The variables that live as long as the program and that a function names; none where it has no body.
    package func namedGlobals(_ function: String) -> Set<String> {
        program.functions[function]?.namedGlobals ?? []
    }

    /// Whether something else is declared to be the same as a function: `alias("name")`.
    package func hasAlias(_ name: String) -> Bool {
        let signatures =
            program.declarations.values.map(\.attributes)
            + program.functions.values.map(\.signature.attributes)
        return signatures.joined().contains { $0.hasPrefix("alias") && $0.contains("\"\(name)\"") }
    }

    /// A global as an object. One that holds something else on the other side is another object there, so that passing it on is seen.
    package func object(ofGlobal name: String) -> AddressedObject {
        differs(name) ? .ownGlobal(name, isLeft: isLeft) : .global(name)
    }

    /// What a pointer in a constant points to.
    package func object(_ object: AddressedObject) -> AddressedObject {
        if case .global(let name) = object { self.object(ofGlobal: name) } else { object }
    }

    /// Whether nothing is known of where a global or function lies: it may be another one's (`alias`, symbols of the linker), or lie
    /// nowhere (`weak`).
    package func isUnplaced(_ name: String) -> Bool {
        if let global = program.globals[name] {
            return global.bytes == 0 || global.attributes.contains(where: Self.isLoose)
        }
        return attributes(ofFunction: name).contains(where: Self.isLoose)
    }

    /// Whether another unit's function may take a function's place.
    package func isWeak(_ function: String) -> Bool {
        attributes(ofFunction: function).contains(where: Self.isLoose)
    }

    /// Whether a function never comes back.
    package func isEndless(_ function: String) -> Bool {
        Builtins.endless.contains(function) || attributes(ofFunction: function).contains("noreturn")
    }

    private func attributes(ofFunction name: String) -> [String] {
        program.functions[name]?.signature.attributes ?? program.declarations[name]?.attributes ?? []
    }

    private static func isLoose(_ attribute: String) -> Bool {
        ["weak", "alias", "ifunc"].contains { attribute.hasPrefix($0) }
    }

    /// What stands in a global that nobody writes to, or nil for others.
    package func constants(_ global: String) -> ConstantTable? {
        if let known = tables[global] { return known }
        let table = program.globals[global].flatMap(ConstantTable.init)
        tables[global] = .some(table)
        return table
    }

    /// A function's parameters and result, or nil where nothing declares it.
    package func signature(_ function: String) -> FunctionSignature? {
        program.functions[function]?.signature ?? program.declarations[function]
    }
}
