import ABIModel

/// A program made ready to run: code in rows, names as numbers, globals laid out. It never changes,
/// and all states of a program share it.
final class Image: Sendable {
    /// What a name stands for when it is called.
    enum Callee: Sendable {
        case code(Int)
        /// By its place among the shims.
        case shim(Int)
        case missing
    }

    let names: NameTable
    let codes: [Code]
    let callees: ContiguousArray<Callee>
    let shims: [any Shim]
    /// Globals and strings as they are at first.
    let objects: ContiguousArray<MemoryObject>
    let records: [String: RecordShape]
    let constants: [String: Int64]
    /// How wide a pointer is, in bits.
    let pointerBits: Int

    /// Lays out a program.
    init(_ program: Program, shims catalog: ShimCatalog) {
        let names = NameTable(program, shims: catalog.exactNames)
        let functions = program.functions.keys.sorted()
        var codes: [Code] = []
        var callees = ContiguousArray(repeating: Callee.missing, count: names.calleeNames.count)
        for name in functions {
            guard let body = program.functions[name], let place = names.callees[name] else { continue }
            callees[Int(place)] = .code(codes.count)
            codes.append(CodeWriter.code(for: body, names: names))
        }
        for (place, name) in names.calleeNames.enumerated() {
            let signature = program.functions[name]?.signature ?? program.declarations[name]
            if let shim = catalog.place(of: name, signature) { callees[place] = .shim(shim) }
        }
        self.names = names
        self.codes = codes
        self.callees = callees
        shims = catalog.shims
        records = program.records
        constants = program.constants
        pointerBits = Self.pointerBits(of: program)
        let blank = Self.blankObjects(program, names)
        objects = Self.initialized(
            blank, program,
            with: Image(
                names: names, codes: codes, callees: callees, shims: catalog.shims, objects: blank,
                records: program.records, constants: program.constants, pointerBits: pointerBits))
    }

    private init(
        names: NameTable, codes: [Code], callees: ContiguousArray<Callee>, shims: [any Shim],
        objects: ContiguousArray<MemoryObject>, records: [String: RecordShape],
        constants: [String: Int64], pointerBits: Int
    ) {
        self.names = names
        self.codes = codes
        self.callees = callees
        self.shims = shims
        self.objects = objects
        self.records = records
        self.constants = constants
        self.pointerBits = pointerBits
    }

    /// Where a function's body begins; an empty place where there is none.
    func site(of function: String) -> SourceSite {
        guard let place = names.callees[function], case .code(let index) = callees[Int(place)] else {
            return SourceSite(file: "", line: 0)
        }
        return codes[index].site
    }

    private static func pointerBits(of program: Program) -> Int {
        for name in program.functions.keys.sorted() {
            guard let body = program.functions[name] else { continue }
            for local in body.locals {
                if case .pointer(let bits) = local.type { return bits }
            }
        }
        return 64
    }

    private static func blankObjects(
        _ program: Program, _ names: NameTable
    ) -> ContiguousArray<MemoryObject> {
        var objects: ContiguousArray<MemoryObject> = []
        for name in names.globalNames {
            guard let global = program.globals[name] else { continue }
            let isKnown = global.initializer != nil
            let bytes = global.bytes == 0 && !isKnown ? MemoryObject.unknownSize : global.bytes
            objects.append(
                MemoryObject(label: name, bytes: bytes, contents: Contents(isKnown ? .zero : .unknown)))
        }
        for text in names.texts {
            var contents = Contents(.zero)
            for (index, byte) in text.utf8.enumerated() {
                contents.write(.integer(Int64(byte)), index * 8, 8)
            }
            objects.append(
                MemoryObject(
                    label: "\"\(text)\"", bytes: text.utf8.count + 1, contents: contents,
                    isConstant: true))
        }
        return objects
    }

    /// Runs the initialisers. A global whose initialiser the machine cannot run has unknown contents.
    private static func initialized(
        _ blank: ContiguousArray<MemoryObject>, _ program: Program, with image: Image
    ) -> ContiguousArray<MemoryObject> {
        var objects = blank
        for (index, name) in image.names.globalNames.enumerated() {
            guard let parts = program.globals[name]?.initializer, !parts.isEmpty else { continue }
            let statements = parts.map { part -> Statement in
                let start = Expression(.global(name), .pointer(bits: image.pointerBits))
                let bytes = Expression(
                    .integer(Int64(part.offset)), .integer(bits: 64, signed: true))
                let place = Expression(.offset(start, bytes: bytes), start.type)
                return .expression(
                    Expression(.store(address: place, value: part.value, part.access), part.access.type))
            }
            let body = FunctionBody(
                name: name, site: SourceSite(file: "", line: 0),
                signature: FunctionSignature(parameters: [], result: .void, resultSpelling: "void"),
                locals: [], body: .block(statements))
            var execution = Execution(image, MachineState(image), Limits(), choices: [])
            let isRun = execution.initialize(CodeWriter.code(for: body, names: image.names))
            if isRun, let written = execution.state.written.first(where: { $0.index == index }) {
                objects[index] = written.object
            } else if !isRun {
                objects[index].contents = Contents(.unknown)
            }
        }
        return objects
    }
}
