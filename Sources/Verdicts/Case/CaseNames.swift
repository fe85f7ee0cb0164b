import ABIModel
import CProgram
import Equivalence

/// What the addresses of a case stand for in C's words, told from the types of parameters and results: `l->room`.
struct CaseNames {
    /// Memory at an address that has a name.
    struct Place {
        /// As C writes it: `l->room`.
        var words: String
        /// Its type as C writes it.
        var spelling: String
        /// Its size in bytes.
        var bytes: Int
        /// Whether only some bits of it are meant.
        var isBitField: Bool
    }

    /// Places by where they begin.
    private(set) var places: [UInt64: Place] = [:]
    /// What a pointer of that value points to.
    private var pointers: [UInt64: String] = [:]
    /// The same for pointers to a record: a member that is a record lies where the one around it does.
    private var records: [RecordPlace: String] = [:]
    private let program: Program
    private let memory: [UInt64: UInt8]

    private struct RecordPlace: Hashable {
        var address: UInt64
        var record: String
    }

    /// An object that a pointer leads to and whose members are to be named.
    private struct Visit {
        var address: UInt64
        /// What stands before a member's name: `l->`, `l->lock.`.
        var path: String
        var record: String
        var depth: Int
    }

    private static let depthLimit = 4
    private static let placeLimit = 4096

    /// Names what the arguments lead to, then what the calls answered.
    init(_ found: FunctionCase, function: String, in program: Program) {
        self.program = program
        var memory = found.input.memory
        for answer in found.input.answers { memory.merge(answer.writes) { first, _ in first } }
        self.memory = memory
        pointers = found.names
        var open: [Visit] = []
        let parameters = program.functions[function]?.signature.parameters ?? []
        for (parameter, value) in zip(parameters, found.input.arguments) where value.count == 1 {
            follow(value[0], parameter.name, parameter.spelling, 0, &open)
        }
        let holders = program.functions[function].map { ResultHolders($0, in: program) }
        let calls = found.new.events.filter { $0.kind == .call }
        for event in calls {
            guard let value = event.answer?.first, let signature = signature(event.name) else { continue }
            // One name for one object.
            if CType.pointee(signature.resultSpelling) == "void",
                let holder = holders?.holder(of: event.name), let record = holder.record,
                calls.count(where: { $0.name == event.name }) == 1
            {
                follow(value, holder.name, "\(record) *", 0, &open)
            }
            follow(value, "\(event.name)()", signature.resultSpelling, 0, &open)
        }
        for (address, words) in found.names.sorted(by: { $0.key < $1.key }) where words.hasPrefix("&") {
            let name = String(words.dropFirst())
            guard let variable = program.globals[name] else { continue }
            open.append(Visit(address: address, path: "\(name).", record: variable.spelling, depth: 0))
        }
        while !open.isEmpty { visit(open.removeFirst(), &open) }
    }

    private func signature(_ name: String) -> FunctionSignature? {
        program.functions[name]?.signature ?? program.declarations[name]
    }

    // MARK: Finding

    /// Names what a pointer leads to.
    private mutating func follow(
        _ value: UInt64, _ words: String, _ spelling: String, _ depth: Int, _ open: inout [Visit]
    ) {
        guard CType.isPointer(spelling), value >= 4096, value < 0 &- 4095, !words.isEmpty else { return }
        if pointers[value] == nil { pointers[value] = words }
        let target = CType.pointee(spelling)
        let key = RecordPlace(address: value, record: target)
        if records[key] == nil { records[key] = words }
        if program.records[target]?.members.isEmpty == false {
            open.append(Visit(address: value, path: "\(words)->", record: target, depth: depth))
        } else if let bytes = CType.scalarBytes(target), places[value] == nil {
            places[value] = Place(words: "*\(words)", spelling: target, bytes: bytes, isBitField: false)
        }
    }

    private mutating func visit(_ visit: Visit, _ open: inout [Visit]) {
        guard let shape = program.records[visit.record] else { return }
        for member in shape.members where !member.name.isEmpty && places.count < Self.placeLimit {
            let address = visit.address &+ UInt64(member.bitOffset / 8)
            let words = visit.path + member.name
            let inner = program.records[member.spelling]
            if places[address] == nil, inner == nil {
                places[address] = Place(
                    words: words, spelling: member.spelling,
                    bytes: CType.scalarBytes(member.spelling) ?? max(1, member.access.bits / 8),
                    isBitField: member.bitOffset % 8 != 0 || member.access.bits % 8 != 0)
            }
            if pointers[address] == nil { pointers[address] = "&\(words)" }
            let key = RecordPlace(address: address, record: member.spelling)
            if inner != nil, records[key] == nil { records[key] = "&\(words)" }
            guard visit.depth < Self.depthLimit else { continue }
            if inner != nil {
                open.append(
                    Visit(address: address, path: "\(words).", record: member.spelling, depth: visit.depth))
            } else if CType.isPointer(member.spelling) {
                follow(
                    number(at: address, bytes: 8, in: memory), words, member.spelling, visit.depth + 1, &open)
            }
        }
    }

    // MARK: Words

    /// The place that a byte belongs to, and where it begins.
    func place(of address: UInt64) -> (start: UInt64, place: Place)? {
        for distance in 0..<UInt64(8) {
            let start = address &- distance
            if let place = places[start], UInt64(place.bytes) > distance { return (start, place) }
        }
        return nil
    }

    /// A number that lies in memory, the lowest byte first.
    func number(at address: UInt64, bytes: Int, in memory: [UInt64: UInt8]) -> UInt64 {
        (0..<min(8, bytes)).reduce(0) {
            $0 | UInt64(memory[address &+ UInt64($1)] ?? 0) << UInt64(8 * $1)
        }
    }

    /// What a pointer of a value points to, where that has a name.
    ///
    /// - Parameter spelling: the pointer's type as C writes it; "" where it is not known.
    func pointer(_ value: UInt64, _ spelling: String = "") -> String? {
        records[RecordPlace(address: value, record: CType.pointee(spelling))] ?? pointers[value]
            ?? within(value)
    }

    /// A place in an object that has a name, by its distance from where that begins: `devm_kmalloc() + 24`.
    private func within(_ value: UInt64) -> String? {
        let starts = pointers.keys.filter { value &- $0 < Self.objectBytes }
        guard let start = starts.max(), start != value, let name = pointers[start] else { return nil }
        return "\(name) + \(value &- start)"
    }

    /// How far behind its beginning an address is taken to belong to an object.
    private static let objectBytes: UInt64 = 4096
}

/// What the spelling of a C type says, as far as a case needs it.
enum CType {
    static func isPointer(_ spelling: String) -> Bool {
        spelling.hasSuffix("*") || spelling.hasSuffix("*const") || spelling.contains("(*")
    }

    /// The type that a pointer points to, without qualifiers.
    static func pointee(_ spelling: String) -> String {
        var words = spelling
        if let star = words.lastIndex(of: "*") { words = String(words[..<star]) }
        return words.split(separator: " ").filter { $0 != "const" && $0 != "volatile" }.joined(separator: " ")
    }

    /// The size of a number or pointer, in bytes, on a machine of 64 bits; nil for anything else.
    static func scalarBytes(_ spelling: String) -> Int? {
        if isPointer(spelling) { return 8 }
        let words = spelling.split(separator: " ").filter { $0 != "const" && $0 != "volatile" }
        if words.first == "enum" { return 4 }
        switch words.joined(separator: " ") {
        case "char", "signed char", "unsigned char", "bool", "_Bool": return 1
        case "short", "unsigned short": return 2
        case "int", "unsigned int": return 4
        case "long", "unsigned long", "long long", "unsigned long long": return 8
        default: return nil
        }
    }

    static func isSigned(_ spelling: String) -> Bool {
        !spelling.contains("unsigned") && !isPointer(spelling)
    }
}
