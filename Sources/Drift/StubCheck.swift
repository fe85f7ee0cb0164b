import ABIModel

/// An `#if` condition taken apart: which options it asks for, and on which side.
struct GuardCondition: Sendable {
    /// Options that must be set.
    var required: Set<String> = []
    /// Options that must not be set.
    var forbidden: Set<String> = []

    init(_ text: String?) {
        for term in (text ?? "").split(separator: "&") {
            let isNegative = term.utf8.contains(UInt8(ascii: "!"))
            for word in TypeText.tokens(of: String(term)) where word.hasPrefix("CONFIG_") {
                if isNegative { forbidden.insert(word) } else { required.insert(word) }
            }
        }
    }
}

/// The prototypes and stubs of one revision, over all its flavors.
struct StubCheck: Sendable {
    /// A function that is declared where an option is on.
    struct Entry: Sendable {
        var prototype: Function
        var option: String
        /// What stands in for it where the option is off.
        var stub: Stub?
        /// Whether a flavor without the option was read at all.
        var isOffSeen: Bool
        /// How many other functions of the header have a stub for the same option.
        var siblings: Int
        /// How many other functions of the header have none for it.
        var strangers: Int
    }

    /// What stands in for a function: another one, or a macro.
    enum Stub: Sendable {
        case function(Function)
        case macro(Macro)
    }

    private(set) var entries: [String: Entry] = [:]

    init(_ revision: RevisionSnapshot) {
        var prototypes: [String: (Function, String)] = [:]
        var stubs: [[String]: Stub] = [:]
        var offFiles: [[String]: Int] = [:]
        var everywhere: Set<String> = []
        // A header has few conditions and many functions under each.
        var conditions: [String?: GuardCondition] = [:]
        for function in revision.flavors.flatMap(\.snapshot.functions) where !function.site.isInUnit {
            let condition = conditions[function.guard] ?? GuardCondition(function.guard)
            conditions[function.guard] = condition
            if function.linkage == .external, !function.isDefinition, condition.required.count == 1,
                condition.forbidden.isEmpty, let option = condition.required.first
            {
                prototypes[function.name] = prototypes[function.name] ?? (function, option)
            }
            if function.guard == nil { everywhere.insert(function.name) }
            for option in condition.forbidden
            where function.linkage != .external && stubs[[function.name, option]] == nil {
                stubs[[function.name, option]] = .function(function)
                offFiles[[function.site.file, option], default: 0] += 1
            }
        }
        for macro in revision.flavors.flatMap(\.snapshot.macros) {
            guard let (_, option) = prototypes[macro.name], stubs[[macro.name, option]] == nil else {
                continue
            }
            let condition = conditions[macro.guard] ?? GuardCondition(macro.guard)
            conditions[macro.guard] = condition
            guard condition.forbidden.contains(option) else { continue }
            stubs[[macro.name, option]] = .macro(macro)
            offFiles[[macro.site.file, option], default: 0] += 1
        }
        var prototypeCounts: [[String]: Int] = [:]
        var stubCounts: [[String]: Int] = [:]
        for (name, (prototype, option)) in prototypes where !everywhere.contains(name) {
            let key = [prototype.site.file, option]
            prototypeCounts[key, default: 0] += 1
            if stubs[[name, option]] != nil { stubCounts[key, default: 0] += 1 }
        }
        for (name, (prototype, option)) in prototypes where !everywhere.contains(name) {
            let stub = stubs[[name, option]]
            let key = [prototype.site.file, option]
            let known = offFiles[key] ?? 0
            entries[name] = Entry(
                prototype: prototype, option: option, stub: stub, isOffSeen: known > 0,
                siblings: known - (stub == nil ? 0 : 1),
                strangers: (prototypeCounts[key] ?? 0) - (stubCounts[key] ?? 0) - (stub == nil ? 1 : 0))
        }
    }

    /// Whether the other functions of the header have a stub and this one has none. In a header where most have none,
    /// callers are under the option themselves.
    func lacksStub(_ name: String) -> Bool {
        guard let entry = entries[name] else { return false }
        return entry.isOffSeen && entry.stub == nil && entry.siblings > 0 && entry.siblings >= entry.strangers
    }

    /// Whether it has no stub, and had one in an earlier state.
    func hasLostStub(_ name: String, since old: StubCheck) -> Bool {
        guard let entry = entries[name], entry.isOffSeen, entry.stub == nil else { return false }
        return entry.siblings > 0 && old.entries[name]?.stub != nil
    }

    /// Whether the stub cannot be called as the function is.
    func disagrees(_ name: String) -> Bool {
        guard let entry = entries[name], let stub = entry.stub else { return false }
        switch stub {
        case .function(let function):
            let (prototype, other) = (entry.prototype.callType, function.callType)
            guard prototype != other else { return false }
            return TypeAnnotations.without(prototype) != TypeAnnotations.without(other)
        case .macro(let macro):
            // One without parameters stands for another function; which types that has, its name does not tell.
            guard let call = macro.call, !call.isVariadic else { return false }
            return call.parameters.count != entry.prototype.parameters.count
        }
    }
}

extension StubCheck.Stub {
    /// How it is called.
    var signature: String {
        switch self {
        case .function(let function): function.signature
        case .macro(let macro): macro.signature
        }
    }

    /// What a finding shows of it.
    var declaration: Declaration {
        switch self {
        case .function(let function): .function(function)
        case .macro(let macro): .macro(macro)
        }
    }

    /// Where it stands.
    var site: SourceSite {
        switch self {
        case .function(let function): function.site
        case .macro(let macro): macro.site
        }
    }
}
