import Globs
import KernelTree
import SourceText

/// Reads a tree's Kconfig files into a model.
struct KconfigReader {
    /// What has been read.
    private(set) var model = KconfigModel()
    private let tree: PatchedTree
    private var macros: KconfigMacros
    private var blocks: [Block] = []
    private var entry: Entry?
    private var depth = 0
    private var opened = 0

    /// An `if`, `menu` or `choice` that is open.
    private struct Block {
        var keyword: String
        var line: Int
        /// The conditions of this block and all around it.
        var condition: KconfigExpression
        /// The `visible if` of this block and all around it.
        var visibility: KconfigExpression
        var choice: Int?
    }

    /// The `config` that lines are read for; its properties wait until all its dependencies are known.
    private struct Entry {
        var symbol: Int
        var condition = KconfigExpression.constant(.yes)
        var prompts: [KconfigExpression] = []
        var defaults: [(KconfigExpression, KconfigExpression)] = []
        var selections: [(Int, KconfigExpression)] = []
        var implications: [(Int, KconfigExpression)] = []
        var ranges: [(KconfigExpression, KconfigExpression, KconfigExpression)] = []
    }

    private init(tree: PatchedTree, macros: KconfigMacros) {
        self.tree = tree
        self.macros = macros
    }

    /// Reads the file `Kconfig` at the root and all that it names.
    static func model(of tree: PatchedTree, architecture: Architecture) -> KconfigModel {
        // A Makefile that cannot be read is an error where the flavor's arguments are made.
        let version = (try? tree.kernelVersion) ?? nil
        let environment = [
            "SRCARCH": architecture.directory, "ARCH": architecture.kbuildName, "srctree": ".",
            "KERNELVERSION": version?.description ?? "", "SUBARCH": architecture.kbuildName,
            "HEADER_ARCH": architecture.directory, "CC": "gcc", "LD": "ld", "NM": "nm", "AR": "ar",
            "OBJCOPY": "objcopy", "PAHOLE": "pahole", "RUSTC": "rustc",
        ]
        let toolchain = KconfigToolchain(architecture: architecture)
        var reader = KconfigReader(
            tree: tree, macros: KconfigMacros(environment: environment, toolchain: toolchain))
        reader.read("Kconfig")
        return reader.model
    }

    private mutating func read(_ path: String) {
        let text: [UInt8]
        do {
            guard let found = try tree.contents(of: path) else {
                model.notes.append("\(path): the Kconfig file is missing")
                return
            }
            text = found
        } catch {
            model.notes.append("\(path): the Kconfig file cannot be read")
            return
        }
        // A file that names itself would be read without end.
        guard depth < 32, opened < 20_000 else {
            model.notes.append("\(path): Kconfig files name each other too deeply")
            return
        }
        depth += 1
        opened += 1
        defer { depth -= 1 }
        let open = blocks.count
        var lines = KconfigLines(text)
        while let (line, number) = lines.next() {
            if !readLine(line, number, &lines), model.notes.count < 100 {
                model.notes.append("\(path):\(number): the line is not understood")
            }
        }
        finishEntry()
        if blocks.count > open {
            let block = blocks[open]
            model.notes.append("\(path): the file ends inside the '\(block.keyword)' of line \(block.line)")
            while blocks.count > open { closeBlock() }
        }
    }

    /// Reads one line; `false` when it is not understood.
    private mutating func readLine(_ line: [UInt8], _ number: Int, _ lines: inout KconfigLines) -> Bool {
        if let (name, sign, value) = Self.assignment(line) {
            macros.assign(name, sign, value)
            return true
        }
        let tokens = KconfigToken.tokens(of: macros.expand(line))
        guard case .word(let keyword) = tokens.first else { return tokens.isEmpty }
        let rest = tokens.dropFirst()
        switch keyword {
        case "config", "menuconfig":
            finishEntry()
            guard case .word(let name) = rest.first else { return false }
            entry = Entry(symbol: model.number(of: name))
        case "source", "osource":
            finishEntry()
            return source(rest, isOptional: keyword == "osource")
        case "if":
            finishEntry()
            guard let condition = expression(rest) else { return false }
            open(keyword, number, condition: condition)
        case "menu":
            finishEntry()
            open(keyword, number)
        case "choice":
            finishEntry()
            model.choices.append(KconfigModel.Choice())
            open(keyword, number)
            blocks[blocks.count - 1].choice = model.choices.count - 1
        case "endif", "endmenu", "endchoice":
            finishEntry()
            guard blocks.last.map({ "end\($0.keyword)" }) == keyword else { return false }
            closeBlock()
        case "comment", "mainmenu":
            finishEntry()
            // What follows a comment concerns the comment only.
            entry = keyword == "comment" ? Entry(symbol: model.number(of: "")) : nil
        case "help", "---help---":
            lines.skipHelp()
        default:
            return readProperty(keyword, rest)
        }
        return true
    }

    /// An assignment to a macro, `nil` when the line is none.
    private static func assignment(_ line: [UInt8]) -> (name: String, sign: String, value: [UInt8])? {
        let nameEnd = line.firstIndex { !CLexer.isOfName($0) && $0 != UInt8(ascii: "-") }
        guard let nameEnd, nameEnd > 0 else { return nil }
        let rest = line[nameEnd...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard let sign = ["=", ":=", "+="].first(where: { rest.starts(with: $0.utf8) }) else { return nil }
        let value = rest.dropFirst(sign.count).drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return (String(decoding: line[..<nameEnd], as: UTF8.self), sign, Array(value))
    }

    private mutating func source(_ rest: ArraySlice<KconfigToken>, isOptional: Bool) -> Bool {
        let name: String
        switch rest.first {
        case .quoted(let text), .word(let text): name = text
        default: return false
        }
        if name.contains("*") {
            guard let files = try? tree.base.files(matching: GlobPattern(name)) else {
                model.notes.append("\(name): the Kconfig files cannot be listed")
                return true
            }
            for file in tree.paths(files, matching: GlobPattern(name)) { read(file) }
        } else if !isOptional || tree.has(name) {
            read(name)
        }
        return true
    }

    // MARK: Properties

    /// Reads a property of the open entry, choice or menu.
    private mutating func readProperty(_ keyword: String, _ rest: ArraySlice<KconfigToken>) -> Bool {
        switch keyword {
        case "bool", "boolean", "tristate", "int", "hex", "string":
            setKind(Self.kinds[keyword] ?? .unknown)
            if !rest.isEmpty { addPrompt(condition(rest.dropFirst())) }
        case "def_bool", "def_tristate":
            setKind(keyword == "def_bool" ? .bool : .tristate)
            return addDefault(rest)
        case "prompt":
            addPrompt(condition(rest.dropFirst()))
        case "default":
            return addDefault(rest)
        case "depends":
            guard let dependency = expression(rest.first == .word("on") ? rest.dropFirst() : rest) else {
                return false
            }
            if let old = entry?.condition {
                entry?.condition = old && dependency
            } else if let last = blocks.indices.last {
                blocks[last].condition = blocks[last].condition && dependency
            }
        case "visible":
            guard entry == nil, let last = blocks.indices.last, let condition = expression(rest.dropFirst())
            else { return false }
            blocks[last].visibility = blocks[last].visibility && condition
        case "select", "imply":
            guard case .word(let name) = rest.first else { return false }
            let target = (model.number(of: name), condition(rest.dropFirst()))
            if keyword == "select" {
                entry?.selections.append(target)
            } else {
                entry?.implications.append(target)
            }
        case "range":
            guard let low = expression(rest.prefix(1)), let high = expression(rest.dropFirst().prefix(1))
            else { return false }
            let limits = (low, high, condition(rest.dropFirst(2)))
            entry?.ranges.append(limits)
        case "optional":
            if entry == nil, let choice = blocks.last?.choice { model.choices[choice].isOptional = true }
        case "modules":
            model.modules = entry?.symbol
        case "option":
            if rest.first == .word("modules") { model.modules = entry?.symbol }
        case "transitional":
            break
        default:
            return false
        }
        return true
    }

    private static let kinds: [String: KconfigModel.Kind] = [
        "bool": .bool, "boolean": .bool, "tristate": .tristate, "int": .int, "hex": .hexadecimal,
        "string": .string,
    ]

    private mutating func setKind(_ kind: KconfigModel.Kind) {
        if let symbol = entry?.symbol {
            model.update(symbol) { if $0.kind == .unknown { $0.kind = kind } }
        } else if let choice = blocks.last?.choice {
            model.choices[choice].kind = kind
        }
    }

    private mutating func addPrompt(_ condition: KconfigExpression) {
        if entry != nil {
            entry?.prompts.append(condition)
        } else if let choice = blocks.last?.choice {
            model.choices[choice].prompts.append(condition)
        }
    }

    private mutating func addDefault(_ rest: ArraySlice<KconfigToken>) -> Bool {
        var parser = KconfigExpressionParser(rest)
        guard let value = parser.parse(&model) else { return false }
        let condition = condition(parser.rest)
        if entry != nil {
            entry?.defaults.append((value, condition))
        } else if let choice = blocks.last?.choice, case .symbol(let symbol) = value {
            model.choices[choice].defaults.append((symbol, condition))
        }
        return true
    }

    /// The condition of `… if condition`, `y` when there is none.
    private mutating func condition(_ rest: ArraySlice<KconfigToken>) -> KconfigExpression {
        guard rest.first == .word("if") else { return .constant(.yes) }
        return expression(rest.dropFirst()) ?? .constant(.no)
    }

    private mutating func expression(_ tokens: ArraySlice<KconfigToken>) -> KconfigExpression? {
        var parser = KconfigExpressionParser(tokens)
        guard let expression = parser.parse(&model), parser.rest.isEmpty else { return nil }
        return expression
    }

    // MARK: Blocks and entries

    private mutating func open(
        _ keyword: String, _ line: Int, condition: KconfigExpression = .constant(.yes)
    ) {
        let outer = blocks.last
        blocks.append(
            Block(
                keyword: keyword, line: line, condition: (outer?.condition ?? .constant(.yes)) && condition,
                visibility: outer?.visibility ?? .constant(.yes),
                choice: keyword == "if" ? outer?.choice : nil))
    }

    private mutating func closeBlock() {
        guard let block = blocks.popLast(), block.keyword == "choice", let choice = block.choice else {
            return
        }
        let condition = block.condition && block.visibility
        model.choices[choice].prompts = model.choices[choice].prompts.map { $0 && condition }
    }

    /// Hands the open entry's properties to its symbol, under all conditions around them.
    private mutating func finishEntry() {
        guard let entry else { return }
        self.entry = nil
        guard !model.symbols[entry.symbol].name.isEmpty else { return }
        let block = blocks.last
        let dependency = (block?.condition ?? .constant(.yes)) && entry.condition
        let visibility = block?.visibility ?? .constant(.yes)
        model.update(entry.symbol) { symbol in
            symbol.dependencies.append(dependency)
            symbol.prompts += entry.prompts.map { $0 && dependency && visibility }
            symbol.defaults += entry.defaults.map { ($0, $1 && dependency) }
            symbol.ranges += entry.ranges.map { ($0, $1, $2 && dependency) }
        }
        func selection(_ condition: KconfigExpression) -> KconfigModel.Selection {
            KconfigModel.Selection(
                selector: entry.symbol, condition: condition,
                whole: .symbol(entry.symbol) && (condition && dependency))
        }
        for (target, condition) in entry.selections {
            model.update(target) { $0.selections.append(selection(condition)) }
        }
        for (target, condition) in entry.implications {
            model.update(target) { $0.implications.append(selection(condition)) }
        }
        if let choice = block?.choice, !entry.prompts.isEmpty {
            model.update(entry.symbol) { $0.choice = choice }
            if !model.choices[choice].members.contains(entry.symbol) {
                model.choices[choice].members.append(entry.symbol)
            }
        }
    }
}

extension PatchedTree {
    /// Whether there is a file after the changes.
    fileprivate func has(_ path: String) -> Bool {
        switch overlay[path] {
        case .file(let file): !file.isLink
        case .deleted: false
        case nil: base.hasFile(path)
        }
    }

    /// The base's files of a pattern, as they are after the changes.
    fileprivate func paths(_ files: [String], matching pattern: GlobPattern) -> [String] {
        let new = overlay.keys.filter { pattern.matches($0) && !base.hasFile($0) }
        return (files + new).filter(has).sorted()
    }
}
