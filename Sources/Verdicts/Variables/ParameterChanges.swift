import ABIModel
import Drift
import Equivalence

/// What happened to the parameters of a module. `module_param()` leaves three things behind (the parameter, its name, its
/// type's text); a change of it is one.
struct ParameterChanges {
    /// What happened to one parameter.
    struct Change {
        var name: String
        var rule: RuleID
        var message: String
        var old: String?
        var new: String?
        var site: SourceSite
    }

    private(set) var changes: [Change] = []
    /// What is no parameter's.
    private(set) var rest: [RegistrationDifference] = []

    init(_ differences: [RegistrationDifference]) {
        rest = differences.filter { Self.typeOwner($0) == nil }
        let parameters = rest.filter { $0.subject.section == "__param" }
        rest.removeAll { $0.subject.section == "__param" }
        changes = parameters.map(Self.change)
        // The type's text goes with the parameter; where only that changes, it is told by itself.
        let known = Set(changes.map(\.name))
        rest += differences.filter { difference in
            Self.typeOwner(difference).map { !known.contains($0) } ?? false
        }
    }

    /// The parameter whose type a text names.
    private static func typeOwner(_ difference: RegistrationDifference) -> String? {
        guard difference.subject.section == ".modinfo", case .text(let text) = difference.subject.content
        else {
            return nil
        }
        let entry = ModuleText(text)
        return entry.key == "parmtype" ? String(entry.value.prefix { $0 != ":" }) : nil
    }

    private static func change(_ difference: RegistrationDifference) -> Change {
        let subject = difference.subject
        let name = String(subject.name.dropFirst(subject.name.hasPrefix("__param_") ? "__param_".count : 0))
        var change = Change(
            name: name, rule: .initializerChanged, message: "", old: nil, new: nil, site: subject.site)
        switch difference {
        case .removed(let old):
            change.rule = .registrationRemoved
            change.old = type(old)
            change.message = "the module parameter `\(name)` is gone"
        case .added(let new):
            change.rule = .registrationAdded
            change.new = type(new)
            change.message = "the module parameter `\(name)` is new"
        case .moved(let old, let new):
            change.rule = .sectionChanged
            (change.old, change.new) = (old.section, new.section)
            change.message = "the module parameter `\(name)` lies in section `\(new.section)`"
        case .changed(let old, let new):
            let parts = RegistrationWords.changes(old.content, new.content)
            change.old = parts.map(\.old).joined(separator: ", ")
            change.new = parts.map(\.new).joined(separator: ", ")
            let words = parts.map { part in
                switch part.path {
                case ".perm": "its mode is \(part.new) instead of \(part.old)"
                case ".ops": "its type is \(typeName(part.new)) instead of \(typeName(part.old))"
                case ".arg": "it sets \(part.new) instead of \(part.old)"
                default: "`\(part.path)` is \(part.new) instead of \(part.old)"
                }
            }
            change.message = "the module parameter `\(name)`: " + words.joined(separator: ", ")
        }
        return change
    }

    private static func type(_ one: Registration) -> String {
        guard case .record(let members) = one.content, let ops = members.contents["ops"] else { return "" }
        return typeName(ops.words())
    }

    /// `int` of `&param_ops_int`.
    private static func typeName(_ words: String) -> String {
        words.hasPrefix("&param_ops_") ? String(words.dropFirst("&param_ops_".count)) : words
    }
}
