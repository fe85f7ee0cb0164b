import CProgram

/// Gives locals, static variables and static functions of the old side the names that the new side has for them.
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
        let functions = Self.functions(program, new)
        if !functions.isEmpty { Self.rename(functions: functions, &program) }
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
        // A body that was not lowered has no variables.
        let common = min(parameters, new.signature.parameters.count, before.count, after.count)
        for place in 0..<common {
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

    /// New names of the static variables that only the old side has, where the new side has as many of the same type and contents that the
    /// same functions and tables use: in the order in which they are declared.
    private static func statics(_ old: Program, _ new: Program) -> [String: String] {
        let gone = old.globals.filter { new.globals[$0.key] == nil && $0.value.isStatic }
        let come = new.globals.filter { old.globals[$0.key] == nil && $0.value.isStatic }
        guard !gone.isEmpty, !come.isEmpty else { return [:] }
        let (before, after) = (groups(gone, old, new), groups(come, new, old))
        var result: [String: String] = [:]
        for (kind, names) in before where after[kind]?.count == names.count {
            for (name, other) in zip(names, after[kind] ?? []) { result[name] = other }
        }
        return result
    }

    /// What makes one static variable like another.
    private struct StaticKind: Hashable {
        var spelling: String
        var bytes: Int
        var attributes: [String]
        var contents: [String]?
        var users: Set<String>
    }

    /// Static variables by their kinds, in the order in which they are declared; such that nobody uses are left out.
    private static func groups(
        _ globals: [String: GlobalVariable], _ program: Program, _ other: Program
    ) -> [StaticKind: [String]] {
        var users: [String: Set<String>] = [:]
        for (name, body) in program.functions where other.functions[name] != nil {
            for global in body.namedGlobals where globals[global] != nil {
                users[global, default: []].insert(name)
            }
        }
        for (name, table) in program.globals where other.globals[name] != nil {
            for word in FunctionComparer.words(table) ?? [] where word.hasPrefix("global ") {
                let global = word.split(separator: " ")[1]
                if globals[String(global)] != nil { users[String(global), default: []].insert("\(name) =") }
            }
        }
        let sorted = globals.sorted { left, right in
            let (one, two) = (left.value.site, right.value.site)
            return (one?.file ?? "", one?.line ?? 0, left.key) < (two?.file ?? "", two?.line ?? 0, right.key)
        }
        var result: [StaticKind: [String]] = [:]
        for (name, global) in sorted {
            guard let own = users[name] else { continue }
            let kind = StaticKind(
                spelling: global.spelling, bytes: global.bytes, attributes: global.attributes,
                // A lock or a list's head holds its own address, and its name as a text.
                contents: FunctionComparer.words(global)?.map { $0.replacing(name, with: "…") }, users: own)
            result[kind, default: []].append(name)
        }
        return result
    }

    // MARK: Static functions

    /// New names of the static functions that only the old side has, where one of the new side does the same to the word.
    private static func functions(_ old: Program, _ new: Program) -> [String: String] {
        let gone = old.functions.values.filter { new.functions[$0.name] == nil && $0.signature.isStatic }
        let come = new.functions.values.filter { old.functions[$0.name] == nil && $0.signature.isStatic }
        guard !gone.isEmpty, !come.isEmpty else { return [:] }
        var result: [String: String] = [:]
        for body in gone where body.unsupported.isEmpty {
            func isAlike(_ other: FunctionBody) -> Bool {
                other.signature.parameters.map(\.spelling) == body.signature.parameters.map(\.spelling)
                    && other.signature.resultSpelling == body.signature.resultSpelling
                    && other.signature.attributes == body.signature.attributes
                    && other.locals.map(\.type) == body.locals.map(\.type) && other.words() == body.words()
            }
            let found = come.filter(isAlike)
            guard let only = found.first, found.count == 1,
                gone.count(where: { $0.words() == body.words() }) == 1
            else { continue }
            result[body.name] = only.name
        }
        return result
    }

    private static func rename(functions names: [String: String], _ program: inout Program) {
        func change(_ expression: Expression) -> Expression {
            var result = expression
            switch expression.kind {
            case .function(let name): if let other = names[name] { result.kind = .function(other) }
            case .call(let name, let arguments):
                if let other = names[name] { result.kind = .call(other, arguments) }
            default: break
            }
            return result
        }
        for (name, body) in program.functions where !body.namedFunctions.isDisjoint(with: names.keys) {
            program.functions[name] = body.mapped(change)
        }
        for (name, global) in program.globals {
            program.globals[name]?.initializer = global.initializer?.map { $0.mapped(change) }
        }
        for (name, other) in names {
            guard var body = program.functions.removeValue(forKey: name) else { continue }
            body.name = other
            program.functions[other] = body
        }
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
