import ABIModel

/// A row of numbers, each followed by a space, and the strings that some of them stand for.
struct NumberRow {
    private let code: [UInt8]
    private let strings: [String]
    private var position = 0

    init(code: String, strings: [String]) {
        self.code = Array(code.utf8)
        self.strings = strings
    }

    /// Whether everything was read.
    var isAtEnd: Bool { position == code.count }

    mutating func number() throws(TreeReader.Malformed) -> Int64 {
        var magnitude: UInt64 = 0
        let isNegative = position < code.count && code[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let start = position
        while position < code.count, code[position] != UInt8(ascii: " ") {
            let digit = code[position] &- UInt8(ascii: "0")
            guard digit <= 9, position - start < 19 else { throw TreeReader.Malformed() }
            magnitude = magnitude * 10 + UInt64(digit)
            position += 1
        }
        guard position > start, position < code.count else { throw TreeReader.Malformed() }
        position += 1
        if isNegative, magnitude == UInt64(Int64.max) + 1 { return .min }
        guard let value = Int64(exactly: magnitude) else { throw TreeReader.Malformed() }
        return isNegative ? -value : value
    }

    mutating func integer() throws(TreeReader.Malformed) -> Int { Int(try number()) }

    mutating func flag() throws(TreeReader.Malformed) -> Bool { try number() != 0 }

    mutating func string() throws(TreeReader.Malformed) -> String {
        let index = try integer()
        guard strings.indices.contains(index) else { throw TreeReader.Malformed() }
        return strings[index]
    }

    /// A number of things, each of which took two bytes of the row at least.
    mutating func count() throws(TreeReader.Malformed) -> Int {
        let count = try integer()
        guard count >= 0, count <= code.count else { throw TreeReader.Malformed() }
        return count
    }

    mutating func type() throws(TreeReader.Malformed) -> ValueType {
        switch try number() {
        case 0: .void
        case 1: .boolean
        case 2: .integer(bits: try integer(), signed: true)
        case 3: .integer(bits: try integer(), signed: false)
        case 4: .pointer(bits: try integer())
        case 5: .aggregate(bytes: try integer())
        case 6: .floating(bits: try integer())
        default: throw TreeReader.Malformed()
        }
    }

    mutating func access() throws(TreeReader.Malformed) -> Access {
        let type = try type()
        let traits = try integer()
        guard (0..<8).contains(traits) else { throw TreeReader.Malformed() }
        let (isVolatile, isPacked) = (traits & 2 != 0, traits & 4 != 0)
        guard traits & 1 != 0 else { return Access(type, isVolatile: isVolatile, isPacked: isPacked) }
        let offset = try integer()
        return Access(
            type, bitField: .init(offset: offset, width: try integer()), isVolatile: isVolatile,
            isPacked: isPacked)
    }

    mutating func layout() throws(TreeReader.Malformed) -> [LayoutTerm] {
        var terms: [LayoutTerm] = []
        for _ in 0..<(try count()) {
            let record = try string()
            let member = try flag() ? try string() : nil
            terms.append(LayoutTerm(record: record, member: member, factor: try number()))
        }
        return terms
    }

    mutating func binaryOperation() throws(TreeReader.Malformed) -> BinaryOperation {
        guard let operation = BinaryOperation(rawValue: try string()) else { throw TreeReader.Malformed() }
        return operation
    }

    private mutating func list() throws(TreeReader.Malformed) -> [String] {
        var list: [String] = []
        for _ in 0..<(try count()) { list.append(try string()) }
        return list
    }

    mutating func assembly() throws(TreeReader.Malformed) -> Assembly {
        let template = try string()
        let isVolatile = try flag()
        var outputs: [Assembly.Output] = []
        for _ in 0..<(try count()) {
            let constraint = try string()
            outputs.append(.init(constraint: constraint, access: try access()))
        }
        var inputs: [Assembly.Input] = []
        for _ in 0..<(try count()) {
            let constraint = try string()
            inputs.append(.init(constraint: constraint, access: try flag() ? try access() : nil))
        }
        let clobbers = try list()
        return Assembly(
            template: template, outputs: outputs, inputs: inputs, clobbers: clobbers,
            isVolatile: isVolatile, labels: try list())
    }

    mutating func event() throws(TreeReader.Malformed) -> Event {
        guard let kind = Event.Kind(rawValue: try string()) else { throw TreeReader.Malformed() }
        let macro = try string()
        let file = try string()
        let line = try integer()
        let isOnce = try flag()
        return Event(
            kind: kind, macro: macro, site: SourceSite(file: file, line: line), isOnce: isOnce,
            taint: try flag() ? try number() : nil)
    }
}
