import ABIModel
import CProgram
import ExtractionMessages
import LibClang

/// Lowers the wanted functions of a unit with all they call, and gathers what they need: globals,
/// layouts, constants.
final class UnitLowering {
    let layout: LayoutTable
    let texts: SourceTexts
    let events: EventRecognition

    private let cursor: TranslationUnit
    private let request: ExtractionRequest
    private let paths: TreePaths
    private let errors: [Diagnostic]
    private var program = Program()
    private var fileNames: [String: String] = [:]
    private var functions: [String: Cursor] = [:]
    private var variables: [String: Cursor] = [:]
    private var declarations: [String: FunctionSignature] = [:]
    private var ownGlobals: [String: GlobalVariable] = [:]
    private var records: [String: CType] = [:]
    private var usedRecords: Set<String> = []
    private var partsNoted: Set<String> = []
    private var untaggedNoted: Set<Cursor> = []
    private var names: Set<String> = []
    private var globalNames: [Cursor: String] = [:]
    private let wanted: NamePatterns
    private let opaque: NamePatterns

    /// Prepares a unit. `errors` are clang's complaints: a function that one lies in is not lowered,
    /// since clang leaves out what it could not read.
    init(unit: TranslationUnit, request: ExtractionRequest, paths: TreePaths, errors: [Diagnostic]) {
        cursor = unit
        self.request = request
        self.paths = paths
        self.errors = errors
        wanted = NamePatterns(request.lowering)
        opaque = NamePatterns(request.opaqueFunctions)
        layout = LayoutTable(unit: unit)
        texts = SourceTexts(unit: unit)
        events = EventRecognition(unit: unit, texts: texts) { location in
            SourceSite(file: paths.relative(location.file), line: location.line)
        }
    }

    /// Lowers everything that was asked for.
    func lower() -> Program {
        var open = roots()
        var done: Set<String> = []
        while let name = open.popLast() {
            guard done.insert(name).inserted else { continue }
            let references: ReferenceCollector
            if let function = functions[name] {
                references = lower(function: name, function)
            } else if let variable = variables[name] {
                references = lower(variable: name, variable)
            } else if let own = ownGlobals[name] {
                program.globals[name] = own
                references = ReferenceCollector(own.initializer ?? [])
            } else {
                if program.declarations[name] == nil { program.declarations[name] = declarations[name] }
                continue
            }
            open += references.names.subtracting(done).sorted(by: >)
        }
        layOutRecords()
        return program
    }

    // MARK: Roots

    private func roots() -> [String] {
        var found: [String] = []
        var tags: [Cursor] = []
        let tagNames = Set(
            request.wantedRecords.compactMap { $0.split(separator: " ").last.map(String.init) })
        cursor.cursor.forEachChild { child in
            switch child.kind {
            case .functionDecl:
                let name = NumberedNames.plain(child.spelling)
                let isRoot = self.wanted.names(name) || self.wanted.covers(name) && child.isExpandedInMainFile
                guard isRoot, child.isDefinition || self.isAlias(child) else { return }
                self.functions[name] = child
                found.append(name)
            case .varDecl:
                let isRoot =
                    self.wanted.names(child.spelling) || self.wanted.coversAll && child.isExpandedInMainFile
                guard isRoot, child.isDefinition || self.isAlias(child) else { return }
                found.append(self.globalName(of: child))
            case .structDecl, .unionDecl, .typedefDecl:
                if tagNames.contains(child.spelling) { tags.append(child) }
            case .unexposedDecl where self.wanted.coversAll && child.isExpandedInMainFile:
                if let text = AssemblyText.fileScope(child.prettyPrinted) {
                    self.program.assembly.append(text)
                }
            default: break
            }
        }
        for tag in tags {
            let type = tag.kind == .typedefDecl ? tag.typedefUnderlyingType : tag.type
            note(record: type)
        }
        return found.sorted(by: >)
    }

    /// Whether a declaration makes another name for something.
    private func isAlias(_ declaration: Cursor) -> Bool {
        DeclarationAttributes.linkage(of: declaration).contains { $0.hasPrefix("alias") }
    }

    // MARK: Functions

    private func lower(function name: String, _ cursor: Cursor) -> ReferenceCollector {
        let signature = signature(of: cursor)
        guard let body = cursor.children.last(where: { $0.kind == .compoundStmt }), !isOpaque(name) else {
            program.declarations[name] = signature
            return ReferenceCollector()
        }
        let site = site(body.location)
        let lowering = BodyLowering(unit: self, owner: name, function: cursor)
        var statement = Statement.empty
        if !LibClangVersion.hasOperatorKinds {
            statement = .unsupported(
                "libclang \(LibClangVersion.major ?? 0) has no operator kinds; 17 or later is needed",
                line: site.line)
        } else if let error = firstError(in: cursor) {
            statement = .unsupported(
                "clang: \(TypeSpelling.withoutPlaces(error.message))", line: error.location.line)
        } else if !lowering.addParameters(of: cursor) {
            statement = .unsupported("a parameter whose type cannot be held", line: site.line)
        } else {
            statement = lowering.statement(body)
        }
        for argument in cursor.arguments { noteConstants(of: argument.type) }
        for type in cursor.arguments.map(\.type) + [cursor.resultType] { note(type: type) }
        let references = ReferenceCollector(statement)
        program.functions[name] = FunctionBody(
            name: name, site: site, signature: signature, locals: lowering.locals, body: statement,
            unsupported: references.unsupported.map {
                Unsupported(reason: $0.reason, site: SourceSite(file: site.file, line: $0.line))
            }, views: lowering.views.sorted())
        return references
    }

    private func isOpaque(_ name: String) -> Bool {
        opaque.names(name) || opaque.covers(name)
    }

    private func firstError(in function: Cursor) -> Diagnostic? {
        guard !errors.isEmpty else { return nil }
        let extent = function.extent
        return errors.first {
            $0.location.file == extent.start.file && $0.location.offset >= extent.start.offset
                && $0.location.offset <= extent.end.offset
        }
    }

    private func signature(of function: Cursor) -> FunctionSignature {
        let arguments = function.arguments
        let types = function.type.canonical.argumentTypes
        // Of a parameter that is written as an array only the function's type says that it is a pointer.
        func type(_ index: Int) -> CType {
            let written = arguments[index].type
            return written.isArray && types.indices.contains(index) ? types[index] : written
        }
        let result = function.resultType
        return FunctionSignature(
            parameters: arguments.enumerated().map { index, argument in
                .init(
                    name: argument.spelling, type: layout.valueType(type(index)) ?? .void,
                    spelling: TypeSpelling.canonicalText(type(index)))
            },
            result: layout.valueType(result) ?? .void, resultSpelling: TypeSpelling.canonicalText(result),
            isVariadic: function.isVariadic,
            isStatic: function.storageClass == .static || function.linkage == .internal,
            attributes: DeclarationAttributes.linkage(of: function)
                + (function.type.spelling.contains("noreturn") ? ["noreturn"] : []))
    }

    // MARK: Variables

    private func lower(variable name: String, _ cursor: Cursor) -> ReferenceCollector {
        let definition = cursor.definition ?? cursor
        let type = definition.type
        var parts: [Initialization]?
        if let initializer = definition.initializer {
            let lowering = BodyLowering(unit: self, owner: name, function: nil)
            parts = lowering.initializations(of: type, initializer).list
        } else if definition.isDefinition || cursor.storageClass != .extern || hasTentativeDefinition(name) {
            parts = []
        }
        if let bad = errors.first(where: { definition.contains($0.location) }), parts != nil {
            parts = [
                Initialization(
                    offset: 0, access: Access(.int),
                    value: Expression(
                        .unsupported("clang: \(TypeSpelling.withoutPlaces(bad.message))"), .int,
                        line: bad.location.line))
            ]
        }
        note(type: type)
        note(partsOf: type)
        program.globals[name] = GlobalVariable(
            spelling: TypeSpelling.canonicalText(type), bytes: type.canonical.sizeBytes ?? 0,
            initializer: parts, site: site(definition.location),
            isStatic: definition.linkage != .external,
            attributes: DeclarationAttributes.linkage(of: definition))
        return ReferenceCollector(parts ?? [])
    }

    /// Whether a variable that was referred to by an `extern` is defined without an initialiser.
    private func hasTentativeDefinition(_ name: String) -> Bool { tentative.contains(name) }

    private lazy var tentative: Set<String> = {
        var result: Set<String> = []
        cursor.cursor.forEachChild { child in
            guard child.kind == .varDecl, child.storageClass != .extern else { return }
            result.insert(child.spelling)
        }
        return result
    }()

    // MARK: What bodies need

    /// A function is referred to; gives its name in the program.
    @discardableResult func note(function cursor: Cursor) -> String {
        let name = NumberedNames.plain(cursor.spelling)
        guard functions[name] == nil else { return name }
        if let definition = cursor.definition, !isOpaque(name) {
            functions[name] = definition
        } else if declarations[name] == nil {
            declarations[name] = signature(of: cursor)
        }
        return name
    }

    /// A library function is called under a builtin's name.
    func note(declaration name: String, _ call: Cursor) {
        guard declarations[name] == nil else { return }
        declarations[name] = FunctionSignature(
            parameters: call.operands.dropFirst().map {
                .init(
                    name: "", type: layout.valueType($0.type) ?? .void,
                    spelling: TypeSpelling.canonicalText($0.type))
            },
            result: layout.valueType(call.type) ?? .void,
            resultSpelling: TypeSpelling.canonicalText(call.type))
    }

    /// The name in the program of a variable with static storage, which is noted; a local one's has its owner before it.
    func globalName(of cursor: Cursor, in owner: String? = nil) -> String {
        let first = cursor.canonical
        if let known = globalNames[first] { return known }
        let plain = NumberedNames.plain(cursor.spelling)
        let whole = owner.map { "\($0).\(plain)" } ?? plain
        let name = owner == nil && plain == cursor.spelling ? whole : uniqueName(whole)
        globalNames[first] = name
        if variables[name] == nil { variables[name] = cursor }
        return name
    }

    /// An unnamed object with static storage.
    func add(global name: String, _ variable: GlobalVariable) { ownGlobals[name] = variable }

    /// The object of a string literal that is no plain text; equal ones are one object, as the linker has them.
    func constant(_ characters: [UInt8], bytesEach size: Int) -> String {
        let digits = characters.map { (String($0 >> 4, radix: 16)) + String($0 & 15, radix: 16) }.joined()
        let name = "string\(size == 1 ? "" : " of \(size)-byte characters") \(digits)"
        let access = Access(.integer(bits: size * 8, signed: false))
        let parts = characters.enumerated().filter { $0.element != 0 }.map { index, character in
            Initialization(
                offset: index * size, access: access,
                value: Expression(.integer(Int64(character)), access.type))
        }
        ownGlobals[name] = GlobalVariable(
            spelling: "const char[\(characters.count + 1)]", bytes: (characters.count + 1) * size,
            initializer: parts,
            isStatic: true)
        return name
    }

    /// A name that no other static local has.
    func uniqueName(_ name: String) -> String {
        var candidate = name
        var number = 2
        while !names.insert(candidate).inserted {
            candidate = "\(name)#\(number)"
            number += 1
        }
        return candidate
    }

    /// An enumeration constant is used.
    func note(constant: Cursor) { program.constants[constant.spelling] = constant.enumConstantValue }

    private func noteConstants(of type: CType) {
        let declaration = type.canonical.declaration
        guard type.canonical.kind == .enum else { return }
        declaration.forEachChild { if $0.kind == .enumConstantDecl { self.note(constant: $0) } }
    }

    /// A value of a type is held: the record it is, or points to, is laid out.
    func note(type: CType) {
        var inner = type.canonical
        while [.pointer, .constantArray, .incompleteArray].contains(inner.kind) {
            inner = (inner.kind == .pointer ? inner.pointee : inner.element).canonical
        }
        guard inner.kind == .record, name(record: inner) == nil else { return }
        // What lies over what in one without a name has to be known as well.
        guard untaggedNoted.insert(inner.declaration).inserted else { return }
        if inner.declaration.kind == .unionDecl { records[layout.contents(ofUntagged: inner)] = inner }
        for field in layout.fields(of: inner) { note(type: field.type) }
    }

    /// A member of a record is used.
    func note(record type: CType) {
        let canonical = type.canonical
        guard canonical.kind == .record, let name = name(record: canonical),
            usedRecords.insert(name).inserted
        else { return }
        for field in layout.fields(of: canonical) {
            note(type: field.type)
            if field.isAnonymousRecord { note(record: field.type) }
        }
    }

    /// A variable is initialised: the records that lie in it, and those that its pointers lead to, are laid out.
    private func note(partsOf type: CType) {
        var inner = type.canonical
        while [.constantArray, .incompleteArray].contains(inner.kind) { inner = inner.element.canonical }
        guard inner.kind == .record,
            partsNoted.insert(inner.declaration.type.canonical.spelling).inserted
        else { return }
        for field in layout.fields(of: inner) {
            note(type: field.type)
            note(partsOf: field.type)
        }
    }

    private func name(record type: CType) -> String? {
        guard let name = layout.name(ofRecord: type) else { return nil }
        if records[name] == nil { records[name] = type }
        return name
    }

    private func layOutRecords() {
        let texts = texts
        var files = Set(program.functions.keys.compactMap { functions[$0]?.location.file })
        files.formUnion(records.values.map { $0.canonical.declaration.location.file })
        var inDevices = files.reduce(into: Set<String>()) { $0.formUnion(texts.recordsInDevices($1)) }
        cursor.cursor.forEachChild { child in
            guard child.kind == .typedefDecl, inDevices.contains(child.spelling) else { return }
            inDevices.insert(child.type.canonical.declaration.type.canonical.spelling)
        }
        for (name, type) in records where program.records[name] == nil {
            program.records[name] = layout.shape(type)
            if inDevices.contains(name) { program.records[name]?.isInDevice = true }
        }
    }

    // MARK: Text

    /// The spellings of a cursor's tokens, as written.
    func tokens(of item: Cursor) -> [String] { cursor.tokens(of: item).map(\.spelling) }

    /// Has the function of that name in the program; false where the unit does not declare it.
    func note(functionNamed name: String) -> Bool {
        guard let function = namedFunctions[name] else { return false }
        note(function: function)
        return true
    }

    /// Every function of the unit; needed where nothing but a name is known.
    private lazy var namedFunctions: [String: Cursor] = {
        var result: [String: Cursor] = [:]
        cursor.cursor.forEachChild { child in
            if child.kind == .functionDecl { result[child.spelling] = child }
        }
        return result
    }()

    private func site(_ location: SourceLocation) -> SourceSite {
        let file = fileNames[location.file] ?? paths.relative(location.file)
        fileNames[location.file] = file
        return SourceSite(file: file, line: location.line)
    }
}

extension Cursor {
    /// Whether a place lies within the node's text.
    fileprivate func contains(_ location: SourceLocation) -> Bool {
        let extent = extent
        return location.file == extent.start.file && location.offset >= extent.start.offset
            && location.offset <= extent.end.offset
    }
}
