import ABIModel
import CProgram
import SymbolicExecution
import Terms

/// Which functions are the same to the instruction, and what they name is the same.
extension FunctionComparer {
    /// The functions of some files that both programs have and whose bodies differ, by their new names, sorted by name; and
    /// those that are the same to the instruction are not among them.
    ///
    /// - Parameter isWanted: whether functions of a file are.
    public func changedFunctions(in isWanted: (String) -> Bool) -> [String] {
        new.program.functions.values.filter { isWanted($0.site.file) }.map(\.name).sorted().filter { name in
            old.program.functions[oldName(name)] != nil && (!hasSameBody(name) || gap(name) != nil)
        }
    }

    /// What was not lowered of a function, or nil. Two bodies may differ in it and read the same.
    func gap(_ name: String) -> (reason: String, line: Int)? {
        let parts = [new.program.functions[name], old.program.functions[oldName(name)]].compactMap {
            $0?.unsupported.first
        }
        return parts.first.map { ($0.reason, $0.site.line) }
    }

    func oldName(_ name: String) -> String { renames.first { $0.value == name }?.key ?? name }
    func newName(_ name: String) -> String { renames[name] ?? name }

    /// Whether a function has the same instructions on both sides.
    func hasSameBody(_ name: String) -> Bool {
        if let known = sameBodies[name] { return known }
        var isSame = false
        if let left = old.graph(oldName(name)), let right = new.graph(name) {
            isSame =
                hasSameConstants(left, right) && !isReachedAsBytes(name)
                && changedStatic(name) == nil && hasSameSizes(left, right)
                && !new.namedFunctions(name).contains { $0 != name && takesOthers($0) }
                && (hasSameSignature(name) && Continuations { self.newName($0) == $1 }.areSame(left, right)
                    || old.program.functions[oldName(name)].map { isUntouched($0, name) } == true)
        }
        sameBodies[name] = isSame
        return isSame
    }

    /// Whether a function reaches a record as bytes whose members moved, or other members of one that cannot be told by name.
    func isReachedAsBytes(_ name: String) -> Bool {
        if !layout.reachedAsBytes(name).union(layout.reachedAsBytes(oldName(name))).isEmpty { return true }
        if new.namedFunctions(name).contains(where: layout.handsOut) { return true }
        return layout.namesOthers(oldName(name), name)
    }

    /// Why a record whose layout changed keeps a function from being decided.
    func obstacle(_ name: String) -> String? {
        guard layout.mayHinder else { return nil }
        var callees: Set<String> = []
        var open = [name, oldName(name)]
        while let next = open.popLast() {
            guard callees.insert(next).inserted else { continue }
            for side in [old, new] { open += side.namedFunctions(next).filter { hasBody($0) } }
        }
        return layout.obstacle(name, callees)
    }

    /// Whether the variables that both sides name have the same sizes: an index may reach beyond the end of one.
    func hasSameSizes(_ left: CodeGraph, _ right: CodeGraph) -> Bool {
        for instruction in left.code.instructions {
            guard case .global(let index) = instruction, index < left.names.globalNames.count else {
                continue
            }
            let name = left.names.globalNames[index]
            if let one = old.program.globals[name], let other = new.program.globals[name],
                one.bytes != other.bytes
            {
                return false
            }
        }
        return true
    }

    /// Whether the constants that both sides name hold the same.
    func hasSameConstants(_ left: CodeGraph, _ right: CodeGraph) -> Bool {
        for graph in [left, right] {
            for instruction in graph.code.instructions {
                guard case .global(let index) = instruction, index < graph.names.globalNames.count else {
                    continue
                }
                if !constantsAgree(graph.names.globalNames[index]) { return false }
            }
        }
        return true
    }

    /// Whether a global holds the same on both sides where it is a constant, and is as large.
    func globalsAgree(_ name: String) -> Bool {
        if let one = old.program.globals[name], let other = new.program.globals[name],
            one.bytes != other.bytes
        {
            return false
        }
        return constantsAgree(name)
    }

    func constantsAgree(_ name: String) -> Bool {
        if let known = sameConstants[name] { return known }
        guard let one = old.program.globals[name], let other = new.program.globals[name] else { return true }
        // A constant may lead to itself.
        sameConstants[name] = true
        let agrees = constantsAgree(one, other, name)
        sameConstants[name] = agrees
        return agrees
    }

    func constantsAgree(_ one: GlobalVariable, _ other: GlobalVariable, _ name: String) -> Bool {
        guard ConstantTable.isConstant(one.spelling) || ConstantTable.isConstant(other.spelling) else {
            return true
        }
        if ConstantTable.isConstant(one.spelling) != ConstantTable.isConstant(other.spelling) { return false }
        guard let here = old.constants(name), let there = new.constants(name) else {
            return Self.words(one) == Self.words(other) && one.bytes == other.bytes
        }
        guard here == there, one.bytes == other.bytes else { return false }
        return there.parts.allSatisfy { part in
            if case .object(.global(let inner), _) = part.content { constantsAgree(inner) } else { true }
        }
    }

    /// An initialiser in words, or nil where there is none.
    static func words(_ global: GlobalVariable) -> [String]? {
        global.initializer.map { parts in
            FunctionBody(
                name: "", site: SourceSite(file: "", line: 0),
                signature: FunctionSignature(parameters: [], result: .void, resultSpelling: "void"),
                locals: [],
                body: .declare(local: 0, parts, zeroed: true)
            ).words()
        }
    }

    /// A static variable of a function that does not begin with the same value, or nil.
    func changedStatic(_ name: String) -> String? {
        let prefix = "\(name)."
        return new.program.globals.keys.sorted().first { global in
            guard global.hasPrefix(prefix), let there = new.program.globals[global],
                let here = old.program.globals["\(oldName(name)).\(global.dropFirst(prefix.count))"],
                !ConstantTable.isConstant(there.spelling)
            else { return false }
            return Self.words(here) != Self.words(there)
        }.map { String($0.dropFirst(prefix.count)) }
    }

    /// An array that both sides reach into by an index that is not known and that has another size, or nil.
    func resized(_ names: Set<String>, _ left: CodeGraph, _ right: CodeGraph) -> String? {
        func sizes(_ graph: CodeGraph, _ side: SideCode) -> [String: Int] {
            var result: [String: Int] = [:]
            for local in graph.code.memoryLocals { result[local.label] = local.bytes }
            for name in names { if let global = side.program.globals[name] { result[name] = global.bytes } }
            return result
        }
        let (here, there) = (sizes(left, old), sizes(right, new))
        return names.sorted().first { name in
            guard let one = here[name], let other = there[name] else { return false }
            return one != other
        }
    }

    /// Whether the trees are the same to the word; such that has what was not lowered counts as well.
    func isUntouched(_ body: FunctionBody, _ name: String) -> Bool {
        guard oldName(name) == name, let other = new.program.functions[name] else { return false }
        return body.signature == other.signature && body.locals == other.locals
            && body.words() == other.words()
    }

    /// Whether a function's body is known, on either side.
    func hasBody(_ name: String) -> Bool {
        old.program.functions[name] != nil || new.program.functions[name] != nil
    }

    func hasSameSignature(_ name: String) -> Bool {
        guard let first = old.signature(oldName(name)), let second = new.signature(name) else { return false }
        return first.result == second.result && first.parameters.map(\.type) == second.parameters.map(\.type)
            && first.isVariadic == second.isVariadic
    }
}
