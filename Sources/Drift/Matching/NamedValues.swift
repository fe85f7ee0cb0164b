import ABIModel

/// The integer that each name of a snapshot stands for, be it an enumerator or a macro: a
/// constant that turns from one into the other is still there for its users.
struct NamedValues: Sendable {
    private var values: [String: CInteger] = [:]

    init(_ snapshot: Snapshot) {
        for macro in snapshot.macros {
            if macro.call == nil, case .integer(let value) = macro.value { values[macro.name] = value }
        }
        for enumeration in snapshot.enums {
            for constant in enumeration.constants { values[constant.name] = constant.value }
        }
    }

    subscript(name: String) -> CInteger? { values[name] }
}
