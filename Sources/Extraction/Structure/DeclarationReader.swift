import ABIModel
import ExtractionMessages
import LibClang

/// Walks the top of a unit and gathers what the wanted files declare.
struct DeclarationReader {
    private let top: [Cursor]
    private let request: ExtractionRequest
    private let paths: TreePaths
    private let source: UnitSource
    private let texts: ScannedTexts
    private let macroValues: MacroProbes.Answers
    private let calls: CallProbes.Answers
    /// The lines of the main file that the preprocessor left out, where that decides between macros.
    var skippedLines: [ClosedRange<Int>] = []
    private let records: RecordReader
    private let functions: FunctionReader
    private var scanners: [String: SourceScanner]
    /// Why the text of a file that declares something cannot be looked at.
    private(set) var unreadable: String?
    private var snapshot: Snapshot
    private var typedefNames: [Cursor: String] = [:]
    /// The unit's typedefs, looked into once something without a tag asks for its name.
    private var typedefs: [Cursor] = []
    private var fileNames: [SourceFile?: String] = [:]

    /// - Parameters:
    ///   - top: the nodes at the top of the unit.
    ///   - found: what was read of nodes that are not among them.
    init(
        top: [Cursor], request: ExtractionRequest, paths: TreePaths, source: UnitSource,
        texts: ScannedTexts, evaluation: UnitSource.Evaluation, found: Snapshot = Snapshot()
    ) {
        self.top = top
        snapshot = found
        self.request = request
        self.paths = paths
        self.source = source
        self.texts = texts
        macroValues = evaluation.macros
        calls = evaluation.calls
        let site = { (location: SourceLocation) in
            SourceSite(file: paths.relative(location.file), line: location.line)
        }
        records = RecordReader(site: site)
        functions = FunctionReader(site: site, bodies: source.bodies, returns: evaluation.returns)
        var scanner = source.scanner
        if let exports = evaluation.exports.exports { scanner.exports = exports }
        scanners = [request.mainFile: scanner]
    }

    /// Gathers everything. Errors become notes: what they hit is unknown.
    mutating func snapshot(errors: [Diagnostic]) -> Snapshot {
        let wanted = readEmbeddingRecords()
        for cursor in wanted { read(cursor) }
        if request.wantsMemberRecords {
            for cursor in MemberRecords.cursors(in: wanted) {
                let file = relative(cursor.file)
                if !isWanted(file) { addRecord(cursor, file: file, line: cursor.location.line) }
            }
        }
        readMacros()
        for error in errors { note(error) }
        dropDuplicates()
        return Snapshot.merging([snapshot])
    }

    /// Gathers the records of other files that hold one of a touched file by value, and nothing else.
    mutating func embeddingRecords() -> Snapshot {
        _ = readEmbeddingRecords()
        return snapshot
    }

    /// - Returns: the nodes that the wanted files declare.
    private mutating func readEmbeddingRecords() -> [Cursor] {
        // Most of a unit stands in files that are not asked for: only the file of each node is looked at then.
        var wanted: [Cursor] = []
        var otherRecords: [Cursor] = []
        // Neighbours stand in one file.
        var file: SourceFile??
        var isWantedFile = false
        for cursor in top {
            let kind = cursor.kind
            if kind == .typedefDecl { typedefs.append(cursor) }
            let own = cursor.file
            if file != .some(own) {
                file = .some(own)
                // Not in one expression, which would copy all of `self`.
                let path = relative(own)
                isWantedFile = isWanted(path)
            }
            if isWantedFile {
                guard !source.isAppended(cursor.location) else { continue }
                wanted.append(cursor)
            } else if kind == .structDecl || kind == .unionDecl, cursor.isDefinition {
                otherRecords.append(cursor)
            }
        }
        var embedding = EmbeddingFinder(touchedFiles: Set(request.touchedFiles), paths: paths)
        for cursor in otherRecords where embedding.embeds(cursor) {
            let file = relative(cursor.file)
            addRecord(cursor, file: file, line: cursor.location.line)
        }
        return wanted
    }

    private func isWanted(_ file: String) -> Bool {
        switch request.scope {
        case .mainFile: file == request.mainFile
        case .everything, .layouts: true
        }
    }

    /// Whether comments and conditions are wanted, for which a file's text has to be scanned.
    private var readsText: Bool { request.scope != .layouts }

    private mutating func relative(_ file: SourceFile?) -> String {
        if let known = fileNames[file] { return known }
        let path = paths.relative(file?.path ?? "")
        fileNames[file] = path
        return path
    }

    private mutating func read(_ cursor: Cursor) {
        let location = cursor.location
        let file = paths.relative(location.file)
        switch cursor.kind {
        case .structDecl, .unionDecl:
            addRecord(cursor, file: file, line: location.line)
        case .enumDecl:
            addEnumeration(cursor, file: file, line: location.line)
        case _ where !readsText: break
        case .functionDecl:
            addFunction(cursor, file: file, line: location.line)
        case .typedefDecl:
            addTypedef(cursor, file: file, line: location.line)
        case .varDecl:
            addVariable(cursor, file: file, line: location.line)
        default: break
        }
    }

    // MARK: One kind each

    private mutating func addRecord(_ cursor: Cursor, file: String, line: Int) {
        // `struct x;` beside a definition, here or in another file, declares nothing new.
        guard cursor.isDefinition || cursor.definition == nil else { return }
        addNested(in: cursor, file: file)
        var name = cursor.spelling
        if RecordReader.isPlaceName(name) || cursor.isAnonymous {
            guard let alias = typedefName(of: cursor) else { return }
            name = alias
        }
        var (record, notes) = records.record(cursor, named: name)
        // clang lends a record without a tag its typedef's name, but not the keyword before it.
        if !cursor.type.spelling.contains(" ") || RecordReader.isPlaceName(cursor.spelling) {
            record.typedefName = name
        }
        if readsText {
            record.guard = scanner(file).condition(at: line)
            record.documentation = scanner(file).documentation[name]
        }
        snapshot.records.append(record)
        snapshot.fidelity += notes
        var untagged = UntaggedRecords()
        untagged.addMembers(of: cursor, named: name)
        add(untagged, file: file)
    }

    /// Adds records without a tag. A survey of types has no names for them.
    private mutating func add(_ untagged: UntaggedRecords, file: String) {
        guard readsText else { return }
        for found in untagged.found {
            var (record, notes) = records.record(found.record, named: found.name)
            record.guard = scanner(file).condition(at: record.site.line)
            snapshot.records.append(record)
            snapshot.fidelity += notes
        }
    }

    /// What a record declares beside its members: C gives it to the file. A record without a name, as
    /// `struct_group_tagged()` makes one, may hold some in turn.
    private mutating func addNested(in cursor: Cursor, file: String) {
        for child in cursor.children where child.isDefinition {
            switch child.kind {
            case .structDecl, .unionDecl:
                if RecordReader.isPlaceName(child.spelling) {
                    addNested(in: child, file: file)
                } else {
                    addRecord(child, file: file, line: child.location.line)
                }
            case .enumDecl: addEnumeration(child, file: file, line: child.location.line)
            default: break
            }
        }
    }

    private mutating func addEnumeration(_ cursor: Cursor, file: String, line: Int) {
        guard cursor.isDefinition else { return }
        let hasTag = !RecordReader.isPlaceName(cursor.spelling) && !cursor.isAnonymous
        var enumeration = records.enumeration(
            cursor, named: hasTag ? cursor.spelling : typedefName(of: cursor))
        if readsText {
            enumeration.guard = scanner(file).condition(at: line)
            enumeration.documentation = hasTag ? scanner(file).documentation[cursor.spelling] : nil
        }
        snapshot.enums.append(enumeration)
    }

    private mutating func addFunction(_ cursor: Cursor, file: String, line: Int) {
        let function = functions.function(cursor, in: scanner(file), line: line)
        // A macro numbers them (`__COUNTER__`): by what was expanded before, not by what they are.
        guard !Self.numbered.contains(where: function.name.hasPrefix) else { return }
        snapshot.functions.append(function)
        if ([cursor] + cursor.arguments).contains(where: \.isInvalidDeclaration) { doubt(cursor, file, line) }
    }

    /// What the names begin with of which the kernel's macros make as many as they need: those of `__UNIQUE_ID()`, and
    /// of `___define_initcall()` where link-time optimisation is on (include/linux/init.h).
    private static let numbered = ["__UNIQUE_ID_", "__initstub__"]

    private mutating func addTypedef(_ cursor: Cursor, file: String, line: Int) {
        let underlying = cursor.typedefUnderlyingType
        // A typedef of a record without a tag names that.
        var untagged = UntaggedRecords()
        untagged.add(
            of: cursor, underlying, named: "\(cursor.spelling).\(Record.typedefPart)", isPlain: false)
        add(untagged, file: file)
        if cursor.isInvalidDeclaration { doubt(cursor, file, line) }
        snapshot.typedefs.append(
            Typedef(
                name: cursor.spelling, type: TypeSpelling.text(underlying) + bitwiseMark(cursor),
                canonicalType: TypeSpelling.canonicalText(underlying),
                attributes: DeclarationAttributes.told(of: cursor),
                guard: scanner(file).condition(at: line), site: SourceSite(file: file, line: line)))
    }

    /// ` __bitwise` where the text of a typedef has that word: only a checker keeps it.
    private func bitwiseMark(_ cursor: Cursor) -> String {
        // A typedef of a record holds all of that.
        guard cursor.typedefUnderlyingType.canonical.kind.isInteger else { return "" }
        let words = cursor.unit.tokens(of: cursor).map(\.spelling)
        return words.contains { $0 == "__bitwise" || $0 == "__bitwise__" } ? " __bitwise" : ""
    }

    private mutating func addVariable(_ cursor: Cursor, file: String, line: Int) {
        let text = scanner(file)
        let export = text.exports[cursor.spelling]
        guard cursor.linkage == .external || export != nil else { return }
        // Macros such as EXPORT_SYMBOL and MODULE_LICENSE declare variables of their own.
        guard !cursor.spelling.hasPrefix("__") else { return }
        var untagged = UntaggedRecords()
        untagged.add(
            of: cursor, cursor.type, named: "\(cursor.spelling).\(Record.variablePart)", isPlain: true)
        add(untagged, file: file)
        if cursor.isInvalidDeclaration { doubt(cursor, file, line) }
        snapshot.variables.append(
            Variable(
                name: cursor.spelling, type: TypeSpelling.text(cursor.type),
                canonicalType: TypeSpelling.canonicalText(cursor.type),
                attributes: DeclarationAttributes.told(of: cursor), export: export,
                guard: text.condition(at: line), site: SourceSite(file: file, line: line)))
    }

    private mutating func typedefName(of cursor: Cursor) -> String? {
        for typedef in typedefs { noteTypedefName(typedef) }
        typedefs = []
        return typedefNames[cursor]
    }

    /// `typedef struct { … } name_t;` names the record.
    private mutating func noteTypedefName(_ cursor: Cursor) {
        let type = cursor.typedefUnderlyingType.canonical
        guard type.kind == .record || type.kind == .enum else { return }
        let declaration = type.declaration
        guard
            declaration.isAnonymous || RecordReader.isPlaceName(declaration.spelling)
                || declaration.spelling == cursor.spelling
        else { return }
        typedefNames[declaration] = typedefNames[declaration] ?? cursor.spelling
    }

    private mutating func readMacros() {
        guard readsText else { return }
        for (file, text) in scanners.sorted(by: { $0.key < $1.key }) where isWanted(file) {
            let isMain = file == request.mainFile
            for macro in isMain ? definitions(in: text) : text.macros {
                let guardText = text.condition(at: macro.line)
                var entity = Macro(
                    name: macro.name, value: .text(macro.replacement), form: macro.form, guard: guardText,
                    site: SourceSite(file: file, line: macro.line))
                if let parameters = macro.parameters {
                    let isGuarded = isMain && guardText != nil
                    entity.call = calls.call(macro, parameters: parameters, isConditional: isGuarded)
                } else if let constant = isMain ? macroValues.constants[macro.name] : nil {
                    entity.value = .integer(constant.value)
                    entity.number = number(constant.number, of: macro)
                } else if macro.replacement.first == "\"", macro.replacement.last == "\"",
                    macro.replacement.count >= 2
                {
                    entity.value = .string(String(macro.replacement.dropFirst().dropLast()))
                }
                snapshot.macros.append(entity)
            }
        }
    }

    /// The macros of the main file, those that are defined in several ways as they hold in the end.
    private func definitions(in text: SourceScanner) -> [SourceScanner.MacroText] {
        let rivals = text.rivals
        guard !rivals.isEmpty else { return text.macros }
        func isSkipped(_ macro: SourceScanner.MacroText) -> Bool {
            skippedLines.contains { $0.contains(macro.line) }
        }
        var last: [String: Int] = [:]
        for macro in text.macros where rivals.contains(macro.name) && !isSkipped(macro) {
            last[macro.name] = macro.line
        }
        return text.macros.filter { macro in last[macro.name].map { $0 == macro.line } ?? true }
    }

    private func number(_ number: MacroNumber, of macro: SourceScanner.MacroText) -> MacroNumber {
        var number = number
        if let ioctl = macroValues.ioctl(macro.name) {
            number.notation = .ioctl(ioctl)
        } else if macro.hasHexadecimal {
            number.notation = .hexadecimal
        }
        return number
    }

    // MARK: Fidelity

    /// Notes a declaration of which clang made something else, as `int f(int)` of `bool f(u32)` where nothing says what
    /// these are.
    private mutating func doubt(_ cursor: Cursor, _ file: String, _ line: Int) {
        snapshot.fidelity.append(
            FidelityNote(
                what: cursor.spelling, reason: "clang could not read its type; see its errors",
                site: SourceSite(file: file, line: line)))
    }

    private mutating func note(_ error: Diagnostic) {
        let file = paths.relative(error.location.file)
        let reason = TypeSpelling.withoutPlaces(error.message)
        snapshot.fidelity.append(
            FidelityNote(
                what: file.isEmpty ? request.mainFile : file, reason: "clang: \(reason)",
                site: SourceSite(file: file, line: error.location.line)))
    }

    private mutating func scanner(_ file: String) -> SourceScanner {
        if let known = scanners[file] { return known }
        let scanner: SourceScanner
        do {
            scanner = try texts.scanner(of: file, in: request)
        } catch {
            // clang has read it: it is gone since. What the compiler declares by itself is in no file.
            if !file.isEmpty, !file.hasPrefix("<") { unreadable = unreadable ?? "\(file) cannot be read" }
            scanner = SourceScanner("")
        }
        scanners[file] = scanner
        return scanner
    }

    // MARK: One entity a name

    /// Definitions win over declarations; among equals the first stays.
    private mutating func dropDuplicates() {
        snapshot.records = best(snapshot.records) {
            ($0.name, $0.site.file)
        } better: {
            $0.isForwardDeclaration && !$1.isForwardDeclaration
        }
        let complete = Set(snapshot.records.filter { !$0.isForwardDeclaration }.map(\.name))
        snapshot.records.removeAll { $0.isForwardDeclaration && complete.contains($0.name) }
        snapshot.functions = best(snapshot.functions) {
            ($0.name, $0.site.file)
        } better: {
            !$0.isDefinition && $1.isDefinition
        }
        snapshot.variables = best(snapshot.variables) {
            ($0.name, $0.site.file)
        } better: { _, _ in
            false
        }
        snapshot.typedefs = best(snapshot.typedefs) {
            ($0.name, $0.site.file)
        } better: { _, _ in
            false
        }
    }

    private func best<Element>(
        _ elements: [Element], by key: (Element) -> (String, String), better: (Element, Element) -> Bool
    ) -> [Element] {
        var positions: [String: Int] = [:]
        var result: [Element] = []
        for element in elements {
            let (name, file) = key(element)
            let id = name + "\u{1f}" + file
            if let position = positions[id] {
                if better(result[position], element) { result[position] = element }
            } else {
                positions[id] = result.count
                result.append(element)
            }
        }
        return result
    }
}
