import Drift
import Phrases

/// What became of a declaration in the revisions after the one that was commented on.
struct CommentHistory {
    /// One revision as far as comments need it.
    struct State {
        var label: String
        var declared: DeclaredNames
        /// Files that some patch could not be applied to, with the reason.
        var damaged: [String: Phrase]
    }

    /// The revisions in order.
    let revisions: [State]
    /// The tree without any revision.
    let base: DeclaredNames
    /// The renames from each revision to the next; the entry of the first is empty.
    let renames: [[RenameHint]]

    /// The outcomes in the revisions after the one at an index.
    ///
    /// - Parameters:
    ///   - symbol: the declaration, as findings name it.
    ///   - isDocumentation: whether the text above it is meant.
    func outcomes(of symbol: String, after revision: Int, isDocumentation: Bool) -> [CommentOutcome] {
        var name = symbol
        var result: [CommentOutcome] = []
        for index in revisions.indices where index > revision {
            let (old, new) = (revisions[index - 1], revisions[index])
            let before = old.declared.forms[name] ?? []
            let next = new.declared.forms[name] == nil ? renamed(name, at: index) ?? name : name
            let after = new.declared.forms[next] ?? []
            let files = Set((before + after).map(\.file)).sorted()
            let damage = files.lazy.compactMap { new.damaged[$0] ?? old.damaged[$0] }.first
            if let damage {
                result.append(.init(revision: new.label, fate: .unknown, detail: damage))
            } else if before.isEmpty && after.isEmpty {
                let wasThere =
                    base.forms[symbol] != nil || revisions[revision].declared.forms[symbol] != nil
                    || result.contains { $0.fate == .introduced }
                result.append(.init(revision: new.label, fate: wasThere ? .gone : .absent))
            } else if before.isEmpty {
                result.append(.init(revision: new.label, fate: .introduced))
            } else if after.isEmpty {
                result.append(.init(revision: new.label, fate: .gone))
            } else if Self.texts(before, isDocumentation) == Self.texts(after, isDocumentation)
                && next == name
            {
                result.append(.init(revision: new.label, fate: .untouched))
            } else {
                let detail: Phrase =
                    isDocumentation
                    ? "the text above it" : DeclarationChange(old.declared, new.declared).phrase(name, next)
                result.append(
                    .init(
                        revision: new.label, fate: .addressed, detail: detail,
                        renamedTo: next == name ? nil : next))
            }
            name = next
        }
        return result
    }

    private func renamed(_ symbol: String, at index: Int) -> String? {
        for hint in renames[index] {
            if hint.kind == .member, let container = hint.container {
                if "\(container).\(hint.old)" == symbol { return "\(container).\(hint.new)" }
            } else if hint.old == symbol {
                return hint.new
            }
        }
        return nil
    }

    private static func texts(_ forms: [DeclaredNames.Form], _ isDocumentation: Bool) -> [String] {
        forms.map { form in
            isDocumentation ? form.entry.documentation?.text ?? "" : "\(form.file) \(form.entry.text)"
        }.sorted()
    }
}

/// Says in a few words how a declaration differs between two revisions.
struct DeclarationChange {
    private let old: DeclaredNames
    private let new: DeclaredNames

    init(_ old: DeclaredNames, _ new: DeclaredNames) {
        self.old = old
        self.new = new
    }

    /// What differs between a symbol's old form and its new one, which may go by another name.
    func phrase(_ symbol: String, _ renamed: String) -> Phrase {
        let before = old.forms[symbol] ?? []
        let after = new.forms[renamed] ?? []
        guard let kind = before.first?.entry.kind else { return "" }
        switch kind {
        case .record, .enumeration:
            let was = old.parts(of: symbol).map { Self.spelled($0.text) }
            let now = new.parts(of: renamed).map { Self.spelled($0.text) }
            let gone = was.filter { !now.contains($0) }.map { "-\($0)" }
            let fresh = now.filter { !was.contains($0) }.map { "+\($0)" }
            let all = gone + fresh
            if all.isEmpty { return "the order of its parts" }
            return "\(all.prefix(6).joined(separator: ", "))\(all.count > 6 ? ", …" : "" as Phrase)"
        case .function:
            return function(before.map(\.entry), after.map(\.entry))
        default:
            guard let was = before.first?.entry.text, let now = after.first?.entry.text, was != now else {
                return ""
            }
            return "\(Self.spelled(was)) → \(Self.spelled(now))"
        }
    }

    private func function(_ before: [SourceOutline.Entry], _ after: [SourceOutline.Entry]) -> Phrase {
        func part(_ entries: [SourceOutline.Entry], _ fits: (SourceOutline.Entry) -> Bool) -> [String] {
            entries.filter(fits).map(\.text).sorted()
        }
        let isExport = { (entry: SourceOutline.Entry) in entry.text.hasPrefix("EXPORT_SYMBOL") }
        let isPrototype = { (entry: SourceOutline.Entry) in !entry.hasBody && !isExport(entry) }
        var parts: [Phrase] = []
        let prototypes = (part(before, isPrototype), part(after, isPrototype))
        if prototypes.0 != prototypes.1 {
            if let was = prototypes.0.first, let now = prototypes.1.first, was != now {
                parts.append("\(Self.spelled(was)) → \(Self.spelled(now))")
            } else {
                parts.append("its prototypes")
            }
        }
        if part(before, \.hasBody) != part(after, \.hasBody) { parts.append("its body") }
        if part(before, isExport) != part(after, isExport) { parts.append("its export") }
        return parts.joined(separator: "; ")
    }

    /// Tokens as one writes them: no blank inside parentheses and before commas.
    static func spelled(_ text: String) -> String {
        var result = ""
        for token in text.split(separator: " ") {
            let glued =
                result.isEmpty || result.hasSuffix("(") || result.hasSuffix("*") || result.hasSuffix("[")
            let closes = [")", ",", ";", "]", "["].contains(token)
            let opens = token == "(" && result.last.map { $0.isLetter || $0.isNumber || $0 == "_" } == true
            result += glued || closes || opens ? String(token) : " " + token
        }
        if result.hasSuffix(";") { result.removeLast() }
        return result
    }
}
