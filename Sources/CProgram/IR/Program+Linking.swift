extension Program {
    /// The program that units make together: what one declares and another defines is defined.
    ///
    /// Static functions of one name in two units would be two functions; where their bodies differ, the first
    /// unit's is kept and the name is given back as a clash, since a call of it may mean the other one.
    ///
    /// - Returns: the program, and the names that two units define differently, sorted.
    public static func linking(_ units: [Program]) -> (program: Program, clashes: [String]) {
        var program = Program()
        var clashes: Set<String> = []
        for unit in units {
            for (name, body) in unit.functions {
                if let known = program.functions[name], known != body {
                    clashes.insert(name)
                } else {
                    program.functions[name] = body
                }
            }
            for (name, global) in unit.globals {
                let isTentative = program.globals[name].map { $0.initializer == nil } ?? true
                if isTentative { program.globals[name] = global }
            }
            program.records.merge(unit.records) { first, second in
                first.members.isEmpty ? second : first
            }
            program.constants.merge(unit.constants) { first, _ in first }
            program.declarations.merge(unit.declarations) { first, _ in first }
            program.assembly += unit.assembly
        }
        for name in program.functions.keys { program.declarations[name] = nil }
        return (program, clashes.sorted())
    }
}
