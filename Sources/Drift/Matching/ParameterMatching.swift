import ABIModel

extension Function.Parameter {
    /// Its type as a caller sees it.
    var parameterForm: TypeText.Written { (type.asParameterType, canonicalType?.asParameterType) }
}

/// Which parameters of two forms of a function belong together: by name and type, then by place and type, by name, by
/// type, and what is left by place.
struct ParameterMatching {
    /// The places on both sides, in the old side's order.
    private(set) var pairs: [(old: Int, new: Int)] = []
    private let old: [Function.Parameter]
    private let new: [Function.Parameter]

    /// Matches the parameters of two functions that take equally many.
    init(_ before: Function, _ after: Function, types: TypeText) {
        old = before.parameters
        new = after.parameters
        var restOld = Array(old.indices)
        var restNew = Array(new.indices)
        func take(where fits: (Int, Int) -> Bool) {
            restOld.removeAll { left in
                guard let place = restNew.firstIndex(where: { fits(left, $0) }) else { return false }
                pairs.append((left, restNew.remove(at: place)))
                return true
            }
        }
        let same = old.map { left in
            new.map { types.isSame(left.type.asParameterType, $0.type.asParameterType) }
        }
        func isNamed(_ left: Int, _ right: Int) -> Bool {
            !old[left].name.isEmpty && old[left].name == new[right].name
        }
        take { isNamed($0, $1) && same[$0][$1] }
        take { $0 == $1 && same[$0][$1] }
        take(where: isNamed)
        take { same[$0][$1] }
        take { _, _ in true }
        pairs.sort { $0.old < $1.old }
    }

    /// Those whose types differ.
    func retyped(_ types: TypeText) -> [(old: Function.Parameter, new: Function.Parameter, place: Int)] {
        pairs.filter { !types.isSame(old[$0.old].type.asParameterType, new[$0.new].type.asParameterType) }.map
        {
            (old[$0.old], new[$0.new], $0.new)
        }
    }

    /// Whether they come in another order.
    var isReordered: Bool { zip(pairs, pairs.dropFirst()).contains { $0.new > $1.new } }

    /// Whether callers that keep the old order still compile: each place has the type that it had.
    func hidesFromCompilers(_ types: TypeText) -> Bool {
        zip(old, new).allSatisfy { types.isSame($0.type.asParameterType, $1.type.asParameterType) }
    }
}
