import Drift
import KernelTree
import SourceText

/// Holds findings against the texts of both sides: what reads the same under the same conditions neither came nor went, and
/// a change of it that is not certain is none.
final class SameText {
    private let old: PatchedTree
    private let new: PatchedTree
    private let options: Set<String>
    private var known: [String: [Side: [String: Set<[String]>]]] = [:]

    private enum Side: Hashable { case old, new }

    /// - Parameters:
    ///   - old: the tree of the old side.
    ///   - new: the tree of the new side.
    ///   - options: those to which the two sides give another value: what stands under one may come or go with it.
    init(_ old: PatchedTree, _ new: PatchedTree, options: Set<String> = []) {
        self.old = old
        self.new = new
        self.options = options
    }

    /// The findings without those that the texts refute.
    ///
    /// - Throws: ``KernelTreeError`` for a file that cannot be read.
    func sift(_ findings: [Finding]) throws -> [Finding] { try findings.filter { try !refutes($0) } }

    private func refutes(_ finding: Finding) throws -> Bool {
        guard finding.verdict == .unknown || Self.comesOrGoes.contains(finding.rule),
            let file = finding.site?.file, let name = finding.declaredName
        else { return false }
        let before = try texts(of: name, in: file, .old)
        return try !before.isEmpty && before == texts(of: name, in: file, .new)
    }

    /// The rules on what one side alone declares.
    static let comesOrGoes: Set<RuleID> = [
        .recordAdded, .recordRemoved, .enumAdded, .enumRemoved, .functionAdded, .functionRemoved, .macroAdded,
        .macroRemoved, .typedefAdded, .typedefRemoved, .variableAdded, .variableRemoved,
    ]

    private func texts(of name: String, in file: String, _ side: Side) throws -> Set<[String]> {
        if let table = known[file]?[side] { return table[name] ?? [] }
        var table: [String: Set<[String]>] = [:]
        let text = try (side == .old ? old : new).contents(of: file) ?? []
        for definition in CLexer(text).definitions {
            let isElsewise = side == .new && stands(definition.text, under: options)
            let own = definition.text + (isElsewise ? ["CONFIG_"] : [])
            for name in definition.names { table[name, default: []].insert(own) }
        }
        known[file, default: [:]][side] = table
        return table[name] ?? []
    }

    /// Whether a condition of a definition names one of some options.
    private func stands(_ text: [String], under options: Set<String>) -> Bool {
        guard !options.isEmpty else { return false }
        return text.contains { line in
            line.hasPrefix("#")
                && line.split { !CLexer.isOfName($0.asciiValue ?? 0) }.contains {
                    options.contains(String($0))
                }
        }
    }
}

extension Finding {
    /// The name that the declaration has in its file: that of the whole for a member.
    var declaredName: String? {
        guard let last = symbol.split(separator: " ").last else { return nil }
        let name = last.prefix { $0 != "." && $0 != ")" }
        return name.isEmpty ? nil : String(name)
    }
}
