import ABIModel
import Phrases

/// Where the declarations of one function disagree after a patch: prototype, stub, definition.
struct AgreementCheck {
    /// A function with what is wrong about it.
    struct Problem: Hashable, Comparable {
        enum Kind: String {
            case stub, missing, definition

            var phrase: Phrase {
                switch self {
                case .stub: "prototype and stub disagree for"
                case .missing: "there is no stub for"
                case .definition: "prototype and definition disagree for"
                }
            }
        }

        var name: String
        var kind: Kind

        static func < (left: Problem, right: Problem) -> Bool {
            (left.name, left.kind.rawValue) < (right.name, right.kind.rawValue)
        }
    }

    /// What is wrong, with the declaration that shows it.
    private(set) var problems: [Problem: StubCheck.Stub] = [:]

    init(_ revision: RevisionSnapshot) {
        let check = StubCheck(revision)
        for (name, entry) in check.entries {
            if check.disagrees(name) { problems[Problem(name: name, kind: .stub)] = entry.stub }
            if check.lacksStub(name) {
                problems[Problem(name: name, kind: .missing)] = .function(entry.prototype)
            }
        }
        for view in revision.flavors {
            for function in FunctionEntity.all(in: view.snapshot) where function.unit == nil {
                let external = function.declarations.filter { $0.linkage == .external }
                guard let prototype = external.first(where: { !$0.isDefinition }),
                    let definition = external.first(where: \.isDefinition),
                    TypeAnnotations.without(prototype.callType)
                        != TypeAnnotations.without(definition.callType)
                else { continue }
                problems[Problem(name: function.name, kind: .definition)] = .function(definition)
            }
        }
    }
}
