/// One small change to a piece of C, of the kind that a tired programmer makes.
struct Mutant {
    /// `iommu_group_claim_dma_owner 5 drop`: the function, the number of the piece in it, what was done; a
    /// number at the end tells changes of one kind apart.
    var name: String
    /// The piece before.
    var before: String
    /// The piece after.
    var after: String
    /// The whole file after.
    var text: String
}

/// Makes mutants of functions.
struct Mutation {
    /// What a piece may be changed to, and what the change is called.
    private typealias Change = (kind: String, range: Range<String.Index>, replacement: String)

    /// Every change to every piece of some functions, in the order of the text.
    static func mutants(of text: String, functions: [String]) -> [Mutant] {
        let source = CText(text, functions: functions)
        return source.pieces.flatMap { piece -> [Mutant] in
            var counts: [String: Int] = [:]
            return changes(in: text, piece.range).map { change in
                counts[change.kind, default: 0] += 1
                let count = counts[change.kind] ?? 1
                var after = String(text[piece.range.lowerBound..<change.range.lowerBound])
                after += change.replacement + text[change.range.upperBound..<piece.range.upperBound]
                return Mutant(
                    name: "\(piece.function) \(piece.number) \(change.kind)" + (count > 1 ? " \(count)" : ""),
                    before: oneLine(String(text[piece.range])), after: oneLine(after),
                    text: source.replacing(change.range, with: change.replacement))
            }
        }
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func changes(in text: String, _ piece: Range<String.Index>) -> [Change] {
        let words = text[piece]
        var changes: [Change] = []
        let isDeclaration = declarations.contains { words.hasPrefix($0) }
        if words.hasPrefix("if ("), let open = words.firstIndex(of: "(") {
            let condition = text.index(after: open)..<text.index(before: piece.upperBound)
            changes.append(("negate", condition, "!(\(text[condition]))"))
        }
        if words.hasSuffix(";"), !isDeclaration, !words.hasPrefix("return"), !words.hasPrefix("for (") {
            changes.append(("drop", piece, ";"))
        }
        for (kind, old, new) in swaps {
            var from = piece.lowerBound
            while let found = text.range(of: old, range: from..<piece.upperBound) {
                from = found.upperBound
                if old.last.map({ $0.isLetter || $0.isNumber }) == true, found.upperBound < text.endIndex,
                    text[found.upperBound].isLetter || text[found.upperBound].isNumber
                        || text[found.upperBound] == "_"
                {
                    continue
                }
                changes.append((kind, found, new))
            }
        }
        return changes
    }

    private static let declarations = ["int ", "struct ", "unsigned ", "const ", "bool "]

    /// What is put in the place of what.
    private static let swaps: [(kind: String, old: String, new: String)] = [
        ("and-or", "&&", "||"), ("and-or", "||", "&&"),
        ("equal", "==", "!="), ("equal", "!=", "=="),
        ("not", "!WARN_ON(", "WARN_ON("), ("not", "!group", "group"), ("not", "!ret", "ret"),
        ("not", "!ops", "ops"), ("not", "!domain", "domain"), ("not", "!device", "device"),
        ("not", "!found", "found"), ("not", "!iommu", "iommu"), ("not", "!bus", "bus"),
        ("warn", "WARN_ON(", "("),
        ("errno", "-EBUSY", "-EPERM"), ("errno", "-EPERM", "-EBUSY"), ("errno", "-EINVAL", "-EBUSY"),
        ("errno", "-ENODEV", "-EINVAL"), ("errno", "-ENOMEM", "-ENODEV"),
        ("success", "-EBUSY", "0"), ("success", "-EPERM", "0"), ("success", "-ENODEV", "0"),
        ("success", "-EINVAL", "0"), ("success", "-ENOMEM", "0"), ("failure", "return 0", "return -EINVAL"),
        ("failure", "ret = 0", "ret = -EINVAL"), ("result", "return ret", "return 0"),
        ("step", "++", "--"), ("step", "--", "++"), ("number", "= 1", "= 2"), ("number", "= 1", "= 0"),
        ("number", "cnt = 0", "cnt = 1"), ("number", "count = 0", "count = 1"),
        ("field", "group->domain", "group->default_domain"),
        ("field", "group->default_domain", "group->domain"),
        ("field", "group->owner", "group->owner_cnt"), ("null", "= NULL", "= (void *)group"),
        ("callback", "do_attach_device", "do_detach_device"),
        ("callback", "do_detach_device", "do_attach_device"),
        ("lock", "mutex_unlock", "mutex_lock"), ("lock", "mutex_lock", "mutex_unlock"),
        ("target", "goto err_unlink", "goto err_free"), ("target", "goto err_free", "goto err_unlink"),
        ("place", "list_add_tail", "list_add"), ("value", "= owner", "= NULL"),
        ("value", "= domain", "= NULL"), ("value", "= dev;", "= NULL;"), ("value", "= group;", "= NULL;"),
    ]
}
