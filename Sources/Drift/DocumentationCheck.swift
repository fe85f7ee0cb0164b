import ABIModel
import Phrases

/// Kernel-doc comments that do not fit what they document.
enum DocumentationCheck {
    struct Mismatch {
        var name: String
        var subject: Subject
        var problems: [Problem]
        var before: Declaration?
        var after: Declaration
    }

    /// What is wrong with a comment.
    enum Problem: Hashable, Comparable {
        /// It has an entry for something that is not there: of a function, a record, an enum.
        case noSuch(EntityKind, String)
        /// It has no entry for a parameter or constant.
        case lacks(EntityKind, String)
        /// It is headed by another name.
        case heading(String)

        var phrase: Phrase {
            switch self {
            case .noSuch(let kind, let name):
                "documents \(code: "@" + name), which is no \(Self.noun(kind))"
            case .lacks(let kind, let name): "does not document \(Self.noun(kind)) \(code: name)"
            case .heading(let name): "is headed \(code: name)"
            }
        }

        private static func noun(_ kind: EntityKind) -> Phrase {
            switch kind {
            case .function: "parameter"
            case .record: "member"
            default: "constant"
            }
        }
    }

    /// What the new side brings in.
    static func mismatches(_ comparison: Comparison) -> [Mismatch] {
        var found: [Mismatch] = []
        for pair in comparison.functions.pairs {
            let fresh = problems(pair.new).subtracting(problems(pair.old))
            if fresh.isEmpty { continue }
            found.append(
                Mismatch(
                    name: pair.new.name, subject: comparison.subject(pair), problems: fresh.sorted(),
                    before: .function(pair.old.main), after: .function(pair.new.main)))
        }
        for function in comparison.functions.added where !problems(function).isEmpty {
            found.append(
                Mismatch(
                    name: function.name, subject: comparison.subject(added: function),
                    problems: problems(function).sorted(), before: nil, after: .function(function.main)))
        }
        for pair in comparison.records.pairs {
            let fresh = problems(pair.new).subtracting(problems(pair.old))
            if fresh.isEmpty { continue }
            found.append(
                Mismatch(
                    name: pair.new.typeName, subject: comparison.subject(pair), problems: fresh.sorted(),
                    before: .record(pair.old), after: .record(pair.new)))
        }
        for pair in comparison.enums.pairs {
            let fresh = problems(pair.new).subtracting(problems(pair.old))
            if fresh.isEmpty { continue }
            found.append(
                Mismatch(
                    name: pair.new.symbol, subject: comparison.subject(pair), problems: fresh.sorted(),
                    before: .enumeration(pair.old), after: .enumeration(pair.new)))
        }
        return found
    }

    private static func problems(_ function: FunctionEntity) -> Set<Problem> {
        var result: Set<Problem> = []
        for (declaration, comment) in function.documented {
            if comment.subject != function.name, !comment.subject.isEmpty {
                result.insert(.heading(comment.subject))
            }
            let actual = Set(declaration.parameters.map(\.name).filter { !$0.isEmpty })
            let documented = comment.parameters.filter { $0 != "..." && !$0.hasSuffix("...") }
            for name in documented where !actual.contains(name) {
                result.insert(.noSuch(.function, name))
            }
            for name in actual.subtracting(documented) {
                result.insert(.lacks(.function, name))
            }
        }
        return result
    }

    /// Members behind `private:` need no entry, and the comment does not say where that begins, so
    /// only entries without a member count.
    private static func problems(_ record: Record) -> Set<Problem> {
        guard let comment = record.documentation else { return [] }
        var actual: Set<String> = []
        for member in PlacedMember.all(of: record) {
            actual.insert(member.path)
            let parts = member.path.split(separator: ".").map(String.init)
            for count in 1...max(1, parts.count) {
                actual.insert(parts.prefix(count).joined(separator: "."))
            }
            if let last = parts.last { actual.insert(last) }
        }
        return Set(
            comment.parameters.filter { !actual.contains($0) }
                .map { Problem.noSuch(.record, $0) })
    }

    private static func problems(_ enumeration: Enumeration) -> Set<Problem> {
        guard let comment = enumeration.documentation, !comment.parameters.isEmpty else { return [] }
        let actual = Set(enumeration.constants.map(\.name))
        var result: Set<Problem> = Set(
            comment.parameters.filter { !actual.contains($0) }
                .map { Problem.noSuch(.enumeration, $0) })
        for name in actual.subtracting(comment.parameters) where !CountSentinel.isName(name) {
            result.insert(.lacks(.enumeration, name))
        }
        return result
    }
}
