extension Execution {
    /// Inline assembly; its operands are on the stack. What has no instructions moves the inputs that share a register
    /// with an output, and nothing else; the machine does not know what instructions do.
    mutating func assemble(_ assembly: Assembly, operands count: Int) throws(Stop) {
        guard assembly.isIdle, assembly.labels.isEmpty else { throw .unsupported("inline assembly") }
        let first = stack.count - count
        for (index, output) in assembly.outputs.enumerated() where !output.constraint.hasPrefix("+") {
            guard let input = assembly.input(sharedWithOutput: index) else {
                throw .undefined("an output of inline assembly that has no instructions")
            }
            let pointer = try target(stack[first + index])
            let value = stack[first + assembly.outputs.count + input]
            do { try state.write(pointer, value, MemoryAccess(output.access)) } catch { throw Stop(error) }
        }
        stack.removeLast(count)
        stack.append(.void)
    }
}
