import Drift
import Yams

/// Reads the text of a `.kdrift.yml`; every mistake is an error with its line.
struct ConfigurationReader {
    private let file: String
    private var result = Settings()

    private init(file: String) { self.file = file }

    /// Reads a text.
    static func read(_ text: String, file: String) throws -> Settings {
        var reader = ConfigurationReader(file: file)
        var documents: [Node] = []
        do {
            var sequence = try Yams.compose_all(yaml: text)
            while let document = sequence.next() {
                if document.null == nil { documents.append(document) }
            }
            // The sequence ends where the text cannot be read on, and says why.
            if let error = sequence.error { throw error }
        } catch let error as YamlError {
            throw reader.failure(of: error)
        }
        guard let first = documents.first else {
            throw reader.error(nil, "the file is empty", hint: "begin with `version: 1`")
        }
        try reader.readTop(first)
        for document in documents.dropFirst() { try reader.readMore(document) }
        return reader.result
    }

    /// A further document, as `kdrift check --write-suppressions` appends it.
    private mutating func readMore(_ root: Node) throws {
        let entries = try mapping(
            root, keys: ["version", "suppressions"], what: "a document behind the first")
        let before = result
        result = Settings()
        try readTop(root)
        let more = result.suppressions
        result = before
        guard entries["suppressions"] != nil else { return }
        result.suppressions += more
    }

    private static let keys = [
        "version", "files", "flavors", "model", "fail-on", "strict", "severities", "suppressions",
    ]

    private mutating func readTop(_ root: Node) throws {
        let entries = try mapping(root, keys: Self.keys, what: "the configuration")
        guard let version = entries["version"] else {
            throw error(root, "there is no `version`", hint: "begin with `version: 1`")
        }
        guard version.int == 1 else {
            throw error(
                version, "version `\(version.string ?? "")` is not known",
                hint: "this kdrift reads version 1; a newer file needs a newer kdrift")
        }
        if let node = entries["files"] { result.files = try strings(node, "files") }
        if let node = entries["flavors"] { try readFlavors(node) }
        if let node = entries["model"] { result.model = try model(node) }
        if let node = entries["fail-on"] { result.failOn = try severity(node) }
        if let node = entries["strict"] {
            guard let flag = node.bool else {
                throw error(node, "`strict` is not true or false", hint: "write `strict: true`")
            }
            result.isStrict = flag
        }
        if let node = entries["severities"] { try readLevels(node) }
        if let node = entries["suppressions"] {
            guard let sequence = node.sequence else {
                throw error(node, "`suppressions` is no list", hint: "begin each entry with `- rule:`")
            }
            result.suppressions = try sequence.map(suppression)
        }
    }

    private mutating func readFlavors(_ node: Node) throws {
        let entries = try mapping(node, keys: ["arch", "config", "define"], what: "`flavors`")
        if let node = entries["arch"] { result.architectures = try strings(node, "arch") }
        if let node = entries["define"] { result.defines = try strings(node, "define") }
        if let node = entries["config"] {
            result.config = try text(
                node, "config", hint: "write the path of a .config below the tree's root")
        }
    }

    private mutating func readLevels(_ node: Node) throws {
        guard let mapping = node.mapping else {
            throw error(node, "`severities` is no mapping", hint: "write `RULE: note` lines below it")
        }
        for (key, value) in mapping {
            let rule = try self.rule(key)
            if value.string == "off" || value.bool == false {
                result.levels[rule] = .off
            } else {
                result.levels[rule] = .severity(try severity(value))
            }
        }
    }

    private func suppression(_ node: Node) throws -> Suppression {
        let entries = try mapping(node, keys: ["rule", "symbol", "reason", "expires"], what: "a suppression")
        guard let rule = entries["rule"] else {
            throw error(node, "the suppression names no rule", hint: "add `rule:`; `kdrift rules` lists them")
        }
        guard let symbol = entries["symbol"] else {
            throw error(
                node, "the suppression names no symbol",
                hint: "add `symbol:` as the finding names it; `*` and `?` are wildcards")
        }
        let hint = "add `reason:` with a sentence that says why this may pass"
        guard let reason = entries["reason"] else {
            throw error(node, "the suppression gives no reason", hint: hint)
        }
        var suppression = Suppression(
            rule: try self.rule(rule), symbol: try text(symbol, "symbol", hint: "write a symbol or a glob"),
            reason: try text(reason, "reason", hint: hint), file: file, line: node.mark?.line ?? 0)
        if let node = entries["expires"] {
            guard let date = node.string.flatMap(CalendarDate.init) else {
                throw error(
                    node, "`\(node.string ?? "")` is no date", hint: "write the last day as YYYY-MM-DD")
            }
            suppression.expires = date
        }
        return suppression
    }

    // MARK: Values

    private func mapping(_ node: Node, keys: [String], what: String) throws -> [String: Node] {
        guard let mapping = node.mapping else {
            throw error(node, "\(what) is no mapping", hint: "its keys are \(keys.joined(separator: ", "))")
        }
        var result: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.string ?? ""
            guard keys.contains(name) else {
                throw error(
                    key, "\(what) has no key `\(name)`", hint: "the keys are \(keys.joined(separator: ", "))")
            }
            result[name] = value
        }
        return result
    }

    private func text(_ node: Node, _ key: String, hint: String) throws -> String {
        guard let text = node.string, text.contains(where: { !$0.isWhitespace }),
            node.scalar?.tag != Tag(.null)
        else { throw error(node, "`\(key)` is empty", hint: hint) }
        return text
    }

    private func strings(_ node: Node, _ key: String) throws -> [String] {
        guard let sequence = node.sequence else {
            throw error(node, "`\(key)` is no list", hint: "write `\(key): [a, b]`")
        }
        return try sequence.map { try text($0, key, hint: "take the empty entry out") }
    }

    private func severity(_ node: Node) throws -> Severity {
        guard let severity = node.string.flatMap(Severity.init(rawValue:)) else {
            throw error(
                node, "`\(node.string ?? "")` is no severity", hint: "write error, warning or note")
        }
        return severity
    }

    private func model(_ node: Node) throws -> ReferenceChoice {
        guard let choice = node.string.flatMap(ReferenceChoice.init(argument:)) else {
            throw error(
                node, "there is no reference model `\(node.string ?? "")`",
                hint: "write none or \(ReferenceChoice.names.joined(separator: ", "))")
        }
        return choice
    }

    private func rule(_ node: Node) throws -> RuleID {
        let name = node.string ?? ""
        guard let rule = RuleCatalog.rule(named: name) else {
            throw error(node, "there is no rule `\(name)`", hint: RuleCatalog.hint(instead: name))
        }
        return rule
    }

    // MARK: Errors

    private func error(_ node: Node?, _ reason: String, hint: String) -> ConfigurationError {
        ConfigurationError(file: file, line: node?.mark?.line ?? 0, reason: reason, hint: hint)
    }

    private func failure(of error: YamlError) -> ConfigurationError {
        let hint = "check the indentation and the quotes of that line"
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return ConfigurationError(file: file, line: mark.line, reason: problem, hint: hint)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "`\($0)`" }.sorted().joined(separator: ", ")
            return ConfigurationError(
                file: file, line: context.mark.line, reason: "the key \(names) is there twice",
                hint: "keep one of them")
        default:
            return ConfigurationError(file: file, line: 0, reason: "the file is no YAML", hint: hint)
        }
    }
}

extension Settings {
    /// Reads the text of a `.kdrift.yml`.
    ///
    /// - Parameter file: what errors call the file.
    /// - Throws: ``ConfigurationError``.
    public init(yaml text: String, file: String = Settings.fileName) throws {
        self = try ConfigurationReader.read(text, file: file)
    }
}
