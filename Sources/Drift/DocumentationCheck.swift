import ABIModel

/// Kernel-doc comments that do not fit what they document.
enum DocumentationCheck {
    struct Mismatch {
        var name: String
        var subject: Subject
        var words: [String]
        var before: Declaration?
        var after: Declaration
    }

    /// What the new side brings in.
    static func mismatches(_ comparison: Comparison) -> [Mismatch] {
        var found: [Mismatch] = []
        for pair in comparison.functions.pairs {
            let fresh = problems(pair.new).subtracting(problems(pair.old))
            if fresh.isEmpty { continue }
            found.append(
                Mismatch(
                    name: pair.new.name, subject: comparison.subject(pair), words: fresh.sorted(),
                    before: .function(pair.old.main), after: .function(pair.new.main)))
        }
        for function in comparison.functions.added where !problems(function).isEmpty {
            found.append(
                Mismatch(
                    name: function.name, subject: comparison.subject(added: function),
                    words: problems(function).sorted(), before: nil, after: .function(function.main)))
        }
        for pair in comparison.records.pairs {
            let fresh = problems(pair.new).subtracting(problems(pair.old))
            if fresh.isEmpty { continue }
            found.append(
                Mismatch(
                    name: pair.new.typeName, subject: comparison.subject(pair), words: fresh.sorted(),
                    before: .record(pair.old), after: .record(pair.new)))
        }
        for pair in comparison.enums.pairs {
            let fresh = problems(pair.new).subtracting(problems(pair.old))
            if fresh.isEmpty { continue }
            found.append(
                Mismatch(
                    name: pair.new.symbol, subject: comparison.subject(pair), words: fresh.sorted(),
                    before: .enumeration(pair.old), after: .enumeration(pair.new)))
        }
        return found
    }

    private static func problems(_ function: FunctionEntity) -> Set<String> {
        var result: Set<String> = []
        for (declaration, comment) in function.documented {
            if comment.subject != function.name, !comment.subject.isEmpty {
                result.insert("is headed `\(comment.subject)`")
            }
            let actual = Set(declaration.parameters.map(\.name).filter { !$0.isEmpty })
            let documented = comment.parameters.filter { $0 != "..." && !$0.hasSuffix("...") }
            for name in documented where !actual.contains(name) {
                result.insert("documents `@\(name)`, which is no parameter")
            }
            for name in actual.subtracting(documented) {
                result.insert("does not document parameter `\(name)`")
            }
        }
        return result
    }

    /// Members behind `private:` need no entry, and the comment does not say where that begins, so
    /// only entries without a member count.
    private static func problems(_ record: Record) -> Set<String> {
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
                .map { "documents `@\($0)`, which is no member" })
    }

    private static func problems(_ enumeration: Enumeration) -> Set<String> {
        guard let comment = enumeration.documentation, !comment.parameters.isEmpty else { return [] }
        let actual = Set(enumeration.constants.map(\.name))
        var result = Set(
            comment.parameters.filter { !actual.contains($0) }
                .map { "documents `@\($0)`, which is no constant" })
        for name in actual.subtracting(comment.parameters) where !CountSentinel.isName(name) {
            result.insert("does not document constant `\(name)`")
        }
        return result
    }
}
