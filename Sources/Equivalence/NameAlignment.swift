import CProgram

/// Gives locals and static variables of the old side the names that the new side has for them.
///
/// No other function sees what a local is called, and no other unit what a static variable is: any exchange of such names on one side leaves
/// what it does as it is. So a wrong guess makes no wrong proof, and a right one lets memory be the same memory on both sides.
struct NameAlignment {
    /// The old side, with the new side's names.
    let old: Program

    init(old: Program, new: Program) {
        var program = old
        for (name, body) in old.functions {
            guard let other = new.functions[name], let locals = Self.locals(body, other) else { continue }
            program.functions[name]?.locals = locals
        }
        let names = Self.statics(old, new)
        if !names.isEmpty { Self.rename(names, &program) }
        self.old = program
    }

    // MARK: Locals

    /// The old function's variables with names of the new one's; nil where none gets another.
    private static func locals(_ old: FunctionBody, _ new: FunctionBody) -> [FunctionBody.Local]? {
        let (before, after) = (old.locals.map(\.name), new.locals.map(\.name))
        guard before != after else { return nil }
        let (here, there) = (Set(before), Set(after))
        var result = old.locals
        var isChanged = false
        let parameters = old.signature.parameters.count
        // Parameters are known by their places.
        for place in old.locals.indices where place < min(parameters, new.signature.parameters.count) {
            guard !there.contains(before[place]), !here.contains(after[place]), !after[place].isEmpty else {
                continue
            }
            result[place].name = after[place]
            isChanged = true
        }
        var open = new.locals.dropFirst(new.signature.parameters.count).filter { !here.contains($0.name) }
        var given: [String: FunctionBody.Local] = [:]
        for place in old.locals.indices where place >= parameters && !there.contains(before[place]) {
            let local = old.locals[place]
            if let known = given[local.name], known.type == local.type, known.bytes == local.bytes {
                result[place].name = known.name
            } else if given[local.name] == nil,
                let index = open.firstIndex(where: { $0.type == local.type && $0.bytes == local.bytes })
            {
                given[local.name] = open[index]
                result[place].name = open[index].name
                let taken = open[index].name
                open.removeAll { $0.name == taken }
                isChanged = true
            }
        }
        return isChanged ? result : nil
    }

    // MARK: Static variables

    /// New names of the static variables that only the old side has, where one of the new side has the same type and contents, and the same
    /// functions use it.
    private static func statics(_ old: Program, _ new: Program) -> [String: String] {
        let gone = old.globals.filter { new.globals[$0.key] == nil && $0.value.isStatic }
        let come = new.globals.filter { old.globals[$0.key] == nil && $0.value.isStatic }
        guard !gone.isEmpty, !come.isEmpty else { return [:] }
        let common = Set(old.functions.keys).intersection(new.functions.keys)
        let (before, after) = (users(gone, old, common), users(come, new, common))
        var result: [String: String] = [:]
        for (name, global) in gone {
            func isAlike(_ one: GlobalVariable, _ other: GlobalVariable) -> Bool {
                one.bytes == other.bytes && one.spelling == other.spelling
                    && one.attributes == other.attributes
                    && FunctionComparer.words(one) == FunctionComparer.words(other)
            }
            let found = come.filter { isAlike(global, $0.value) && after[$0.key] == before[name] }
            guard let there = found.first, found.count == 1, before[name]?.isEmpty == false,
                gone.count(where: { isAlike($0.value, there.value) && before[$0.key] == after[there.key] })
                    == 1
            else { continue }
            result[name] = there.key
        }
        return result
    }

    /// The functions of both sides that name each of some variables.
    private static func users(
        _ globals: [String: GlobalVariable], _ program: Program, _ common: Set<String>
    ) -> [String: Set<String>] {
        var result: [String: Set<String>] = [:]
        for (name, body) in program.functions where common.contains(name) {
            for global in body.namedGlobals where globals[global] != nil {
                result[global, default: []].insert(name)
            }
        }
        return result
    }

    private static func rename(_ names: [String: String], _ program: inout Program) {
        func change(_ expression: Expression) -> Expression {
            guard case .global(let name) = expression.kind, let other = names[name] else { return expression }
            var result = expression
            result.kind = .global(other)
            return result
        }
        for (name, body) in program.functions where !body.namedGlobals.isDisjoint(with: names.keys) {
            program.functions[name] = body.mapped(change)
        }
        for (name, global) in program.globals {
            program.globals[name]?.initializer = global.initializer?.map { $0.mapped(change) }
        }
        for (name, other) in names {
            program.globals[other] = program.globals.removeValue(forKey: name)
        }
    }
}
