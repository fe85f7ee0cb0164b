import ABIModel

/// One step of the machine, which keeps its operands on a stack. Nothing in here is counted or
/// owned, so that copying one costs nothing.
package enum Instruction: Sendable {
    case integer(Int64)
    /// No value, or one that nobody has written.
    case nothing(isVoid: Bool)
    /// The address of a global or a string.
    case global(index: Int)
    /// The address of a function, by its callee.
    case function(callee: Int32)
    /// The address of a local that lives in memory.
    case local(Int32)
    case readRegister(Int32)
    /// Leaves the value on the stack.
    case writeRegister(Int32)
    case clearRegister(Int32, zeroed: Bool)
    case clearLocal(Int32, zeroed: Bool)
    case load(MemoryAccess)
    /// Address, value: leaves the value as stored.
    case store(MemoryAccess)
    case stepMemory(MemoryAccess, by: Int64, isPostfix: Bool)
    case stepRegister(Int32, Form, by: Int64, isPostfix: Bool)
    case drop
    case duplicate
    case binary(BinaryOperation, Form)
    /// Pointer, bytes.
    case offset
    case offsetBy(Int)
    case distance(elementBytes: Int)
    case unary(UnaryOperation, Form)
    case convert(from: Form, to: Form)
    /// 0 or 1.
    case truth
    case jump(Int32)
    case jumpIf(Int32)
    case jumpUnless(Int32)
    /// A jump out of a statement expression: what is still on the stack above `depth` goes.
    case unwind(depth: Int32, to: Int32)
    case `switch`(Int32)
    case call(callee: Int32, arguments: Int32)
    /// The pointer lies below the arguments; the result is held so.
    case callThrough(arguments: Int32, result: Form)
    case event(Int32)
    /// The outputs' addresses, then the inputs: leaves which way it goes, see ``Assembly/labels``.
    case assembly(Int32, operands: Int32)
    case unsupported(Int32)
    case `return`
}

/// A function as the machine runs it.
package final class Code: Sendable {
    /// Where a parameter's value goes.
    package enum Place: Sendable { case register(Int), memory(Int, MemoryAccess) }

    /// A local that lives in memory because its address is taken.
    package struct MemoryLocal: Sendable {
        package var label: String
        package var bytes: Int
    }

    /// Where a `switch` goes.
    package struct Selection: Sendable {
        package var form: Form
        package var cases: [(range: ClosedRange<Int64>, target: Int)]
        package var otherwise: Int
    }

    package let name: String
    package let site: SourceSite
    package let instructions: ContiguousArray<Instruction>
    package let lines: ContiguousArray<Int32>
    package let parameters: ContiguousArray<Place>
    package let registerCount: Int
    package let memoryLocals: ContiguousArray<MemoryLocal>
    package let selections: ContiguousArray<Selection>
    package let events: [Event]
    package let assemblies: [Assembly]
    package let texts: [String]

    package init(
        name: String, site: SourceSite, instructions: ContiguousArray<Instruction>,
        lines: ContiguousArray<Int32>, parameters: ContiguousArray<Place>, registerCount: Int,
        memoryLocals: ContiguousArray<MemoryLocal>, selections: ContiguousArray<Selection>, events: [Event],
        assemblies: [Assembly], texts: [String]
    ) {
        self.name = name
        self.site = site
        self.instructions = instructions
        self.lines = lines
        self.parameters = parameters
        self.registerCount = registerCount
        self.memoryLocals = memoryLocals
        self.selections = selections
        self.events = events
        self.assemblies = assemblies
        self.texts = texts
    }

    /// The place in the source of an instruction.
    package func site(at pc: Int) -> SourceSite {
        guard lines.indices.contains(pc), lines[pc] > 0 else { return site }
        return SourceSite(file: site.file, line: Int(lines[pc]))
    }
}
