import CProgram

/// Tells a function again with the distances and sizes that the new side's layouts give, and notes where that cannot be done.
struct LayoutRetelling {
    /// Where a number stands, and so what it counts for.
    private enum Context {
        /// The distance between an address and another.
        case distance
        /// The size of memory that is allocated, copied or cleared.
        case size
        /// Any other: it stays what it is.
        case number
    }

    private let changed: [String: ChangedRecord]
    /// The functions that access a device's registers.
    private let accessors: Set<String>
    /// Whether the function is the old side's and told again; else it is looked through only.
    private let isOld: Bool
    /// Sizes of records that moved and grew or shrank, by the record: what has one of them may be such a record.
    private let staleSizes: [Int: String]

    /// The records whose memory is reached by distances that no name tells.
    private(set) var bytewise: Set<String> = []
    /// The records of whose members that are no records or arrays the address is taken and goes elsewhere.
    private(set) var pointedInto: Set<String> = []
    /// Likewise where it goes to a function, by that function's name.
    private(set) var handedOver: [String: Set<String>] = [:]
    /// Whether it moves pointers to what is no record, or orders them.
    private(set) var movesPointers = false
    /// The records by whose layouts a number changed.
    private(set) var retold: Set<String> = []

    /// The records whose members' addresses go to what accesses a device's registers.
    private(set) var inDevices: Set<String> = []
    /// The records of which it names members that the new side has no more.
    private(set) var goneFrom: Set<String> = []
    /// Those of them of which it reads such a member.
    private(set) var readsGone: Set<String> = []
    /// The records whose memory of the whole size it clears or copies, and those that it allocates.
    private(set) var cleared: Set<String> = []
    private(set) var allocated: Set<String> = []

    /// Prepares to tell functions of one side.
    ///
    /// - Parameter wholes: the records of which the function copies or steps over memory of their whole size; nil where that is not known.
    init(
        _ changed: [String: ChangedRecord], isOld: Bool, wholes: Set<String>? = nil,
        accessors: Set<String> = []
    ) {
        self.changed = changed
        self.accessors = accessors
        self.isOld = isOld
        var sizes: [Int: String] = [:]
        for (name, record) in changed where record.hasMoved && record.isResized {
            if wholes?.contains(name) == false { continue }
            sizes[isOld ? record.old.bytes : record.new.bytes] = name
        }
        staleSizes = sizes
    }

    // MARK: Bodies

    mutating func body(_ body: FunctionBody) -> FunctionBody {
        var result = body
        for local in body.locals { check(local.type) }
        result.body = statement(body.body)
        return result
    }

    mutating func global(_ global: GlobalVariable) -> GlobalVariable {
        var result = global
        result.initializer = global.initializer.map { parts($0) }
        for (name, record) in changed where record.isResized && record.old.bytes > 0 {
            let words = global.spelling.split { !($0.isLetter || $0.isNumber || "_*".contains($0)) }
            guard !global.spelling.contains("*"),
                name == words.filter({ $0 != "const" }).prefix(2).joined(separator: " "),
                global.bytes % record.old.bytes == 0
            else { continue }
            if isOld { result.bytes = global.bytes / record.old.bytes * record.new.bytes }
        }
        return result
    }

    private mutating func statement(_ statement: Statement) -> Statement {
        switch statement {
        case .expression(let value): .expression(expression(value))
        case .declare(let local, let list, let zeroed): .declare(local: local, parts(list), zeroed: zeroed)
        case .block(let inner): .block(inner.map { self.statement($0) })
        case .if(let condition, let then, let otherwise):
            .if(
                expression(condition), then: self.statement(then),
                otherwise: otherwise.map { self.statement($0) })
        case .while(let condition, let body): .while(expression(condition), body: self.statement(body))
        case .doWhile(let body, let condition): .doWhile(body: self.statement(body), expression(condition))
        case .for(let initial, let condition, let step, let body):
            .for(
                initial: initial.map { self.statement($0) }, condition: condition.map { expression($0) },
                step: step.map { expression($0) }, body: self.statement(body))
        case .switch(let value, let body): .switch(expression(value), body: self.statement(body))
        case .caseLabel(let range, let inner): .caseLabel(range, self.statement(inner))
        case .defaultLabel(let inner): .defaultLabel(self.statement(inner))
        case .label(let name, let inner): .label(name, self.statement(inner))
        case .return(let value): .return(value.map { expression($0) })
        case .goto, .break, .continue, .empty, .unsupported: statement
        }
    }

    // MARK: Expressions

    ///
    /// - Parameter isPlace: whether what stands at the address is read or written, and nothing else is done with it.
    private mutating func expression(
        _ expression: Expression, _ context: Context = .number, isPlace: Bool = false
    ) -> Expression {
        if case .integer(let number) = expression.kind {
            return expression.layout.isEmpty ? expression : self.number(number, expression, context)
        }
        check(expression.type)
        if !isPlace, let record = scalarMember(expression) { pointedInto.insert(record) }
        var result = expression
        result.kind = kind(expression, context)
        return result
    }

    private mutating func kind(_ whole: Expression, _ context: Context) -> Expression.Kind {
        switch whole.kind {
        case .integer, .string, .local, .global, .function, .event, .unsupported: return whole.kind
        case .load(let address, let access):
            noteGone(address)
            noteWidth(access, at: address)
            return .load(expression(address, isPlace: true), self.access(access, at: address))
        case .store(let address, let value, let access):
            noteWidth(access, at: address)
            return .store(
                address: expression(address, isPlace: true), value: expression(value),
                self.access(access, at: address))
        case .update(let operation, let address, let value, let type, let access):
            noteGone(address)
            noteWidth(access, at: address)
            let isPointer = if case .pointer = type { true } else { false }
            if isPointer, value.layout.isEmpty { movesPointers = true }
            return .update(
                operation, address: expression(address, isPlace: true),
                value: expression(value, isPointer ? .distance : .number), in: type,
                self.access(access, at: address))
        case .step(let address, let bytes, let isPostfix, let access):
            noteGone(address)
            if case .pointer = access.type {
                check(Int(abs(bytes)))
                if abs(bytes) <= 8 { movesPointers = true }
            }
            return .step(
                address: expression(address, isPlace: true), by: bytes, isPostfix: isPostfix,
                self.access(access, at: address))
        case .binary(let operation, let left, let right):
            // A distance may be rounded up, as that of `netdev_priv()` is.
            let isSum =
                [.add, .subtract, .multiply].contains(operation)
                || context == .distance && Self.rounds(operation, right)
            notePlaces(operation, left, right)
            let inner = isSum ? context : .number
            return .binary(operation, expression(left, inner), expression(right, inner))
        case .offset(let base, let bytes):
            if bytes.layout.isEmpty, bytes.kind != .integer(0) {
                if let record = scalarMember(base) { bytewise.insert(record) }
                if case .load(_, let access) = base.kind, case .pointer = access.type { movesPointers = true }
            }
            return .offset(expression(base, isPlace: true), bytes: expression(bytes, .distance))
        case .distance(let left, let right, let elementBytes):
            check(elementBytes)
            notePlaces(.subtract, left, right)
            return .distance(expression(left), expression(right), elementBytes: elementBytes)
        case .unary(let operation, let inner): return .unary(operation, expression(inner))
        case .and(let left, let right): return .and(expression(left), expression(right))
        case .or(let left, let right): return .or(expression(left), expression(right))
        case .conditional(let condition, let then, let otherwise):
            return .conditional(
                expression(condition), then: then.map { expression($0, context) },
                otherwise: expression(otherwise, context))
        case .comma(let first, let second): return .comma(expression(first), expression(second, context))
        case .convert(let inner): return .convert(expression(inner, context))
        case .call(let name, let arguments):
            let takesSize = SizedMemory.contains(name)
            if takesSize { noteSizes(arguments, of: name) }
            if accessors.contains(name) { noteRegisters(arguments) }
            return .call(
                name,
                arguments.map { argument in
                    if let record = scalarMember(Self.bare(argument)) {
                        handedOver[name, default: []].insert(record)
                        return expression(argument, takesSize ? .size : .number, isPlace: true)
                    }
                    return expression(argument, takesSize ? .size : .number)
                })
        case .callThrough(let callee, let arguments):
            return .callThrough(expression(callee), arguments.map { expression($0) })
        case .statements(let statements, let value):
            return .statements(
                statements.map { statement($0) }, value: value.map { expression($0, context) })
        case .compound(let local, let list): return .compound(local: local, parts(list))
        case .assembly(let assembly, let operands):
            return .assembly(assembly, operands.map { expression($0) })
        }
    }

    /// Notes the records whose members' places in a device's registers are accessed.
    private mutating func noteRegisters(_ arguments: [Expression]) {
        func visit(_ expression: Expression) {
            for term in expression.layout where term.member != nil { inDevices.insert(term.record) }
            if case .load = expression.kind { return }
            expression.operands.forEach(visit)
        }
        arguments.forEach(visit)
    }

    /// Notes that more is read or written than the member has whose address it is.
    private mutating func noteWidth(_ access: Access, at address: Expression) {
        guard access.bitField == nil, case .offset(_, let bytes) = address.kind, let term = bytes.layout.last,
            let member = term.member, let record = changed[term.record],
            let shape = (isOld ? record.old : record.new).member(member), shape.access.bitField == nil,
            access.bits > max(shape.access.bits, 8)
        else { return }
        // How many elements an array without a length has is not told.
        if case .aggregate(0) = shape.access.type { return }
        bytewise.insert(term.record)
    }

    /// Notes that a member is read, if it is gone.
    private mutating func noteGone(_ address: Expression) {
        guard case .offset(_, let bytes) = address.kind else { return }
        for term in bytes.layout {
            guard let member = term.member, let record = changed[term.record],
                record.gone.contains(where: { $0.name == member })
            else { continue }
            readsGone.insert(term.record)
        }
    }

    /// Notes the records whose sizes a function gets that allocates, clears or copies.
    private mutating func noteSizes(_ arguments: [Expression], of name: String) {
        func visit(_ expression: Expression) {
            for term in expression.layout where term.member == nil {
                if name.contains("alloc") {
                    allocated.insert(term.record)
                } else {
                    cleared.insert(term.record)
                }
            }
            expression.operands.forEach(visit)
        }
        arguments.forEach(visit)
    }

    /// The record whose member an address is, if that is no record and no array; nil for other expressions.
    private func scalarMember(_ expression: Expression) -> String? {
        guard case .offset(_, let bytes) = expression.kind, let term = bytes.layout.last,
            let member = term.member, let record = changed[term.record],
            let shape = (isOld ? record.old : record.new).member(member)
        else { return nil }
        if case .aggregate = shape.access.type { return nil }
        return term.record
    }

    /// Whether an operation rounds a number to a multiple of a power of two.
    private static func rounds(_ operation: BinaryOperation, _ right: Expression) -> Bool {
        guard operation == .and, right.layout.isEmpty, case .integer(let mask) = right.kind,
            right.type.bits <= 64
        else { return false }
        let bits =
            UInt64(bitPattern: 0 &- mask) & (right.type.bits == 64 ? .max : 1 << UInt64(right.type.bits) - 1)
        return bits > 1 && bits & (bits - 1) == 0
    }

    /// An expression without conversions.
    private static func bare(_ expression: Expression) -> Expression {
        var inner = expression
        while case .convert(let next) = inner.kind { inner = next }
        return inner
    }

    /// Notes addresses that are ordered, moved, or of which a distance is computed.
    private mutating func notePlaces(_ operation: BinaryOperation, _ left: Expression, _ right: Expression) {
        let operands = [Self.bare(left), Self.bare(right)]
        let count = operands.count { if case .pointer = $0.type { true } else { false } }
        switch operation {
        case .add, .subtract: guard count > 0 else { return }
        case .less, .lessOrEqual, .greater, .greaterOrEqual: guard count == 2 else { return }
        default: return
        }
        movesPointers = true
        for case .offset(_, let bytes) in operands.map(\.kind) {
            for term in bytes.layout where term.member != nil { bytewise.insert(term.record) }
        }
    }

    private mutating func number(_ number: Int64, _ whole: Expression, _ context: Context) -> Expression {
        let isWhole = whole.layout.allSatisfy { $0.member == nil }
        let isTold = context == .distance || context == .size && isWhole
        if !isTold {
            // What is no distance stays the number that it is; part of a record is bytes and no members.
            let bytes = whole.layout.reduce(Int64(0)) { sum, term in
                let record = changed[term.record]
                let one = isOld ? record?.oldBytes(term.member) : record?.newSideBytes(term.member)
                return sum &+ term.factor &* Int64(one ?? 0)
            }
            // A distance that is the same on both sides leads to the same member.
            let isKept = whole.layout.allSatisfy { term in
                guard term.member != nil, let record = changed[term.record] else { return term.member != nil }
                return record.oldBytes(term.member) == record.newBytes(term.member)
            }
            if !isKept, !isWhole || bytes != number { bytewise.formUnion(whole.layout.map(\.record)) }
            return whole
        }
        guard isOld else { return whole }
        guard let sum = retell(whole.layout) else {
            return Expression(.unsupported(Self.reason(whole.layout, changed)), whole.type, line: whole.line)
        }
        var result = whole
        result.kind = .integer(number &+ sum)
        return result
    }

    /// By how many bytes a sum of terms grows under the new layouts; nil where a member has no counterpart.
    private mutating func retell(_ terms: [LayoutTerm]) -> Int64? {
        var sum: Int64 = 0
        for term in terms {
            guard let record = changed[term.record] else { continue }
            guard let before = record.oldBytes(term.member), let after = record.newBytes(term.member) else {
                return nil
            }
            if before != after { retold.insert(term.record) }
            if after >= ChangedRecord.goneOffset { goneFrom.insert(term.record) }
            sum &+= term.factor &* Int64(after - before)
        }
        return sum
    }

    private static func reason(_ terms: [LayoutTerm], _ changed: [String: ChangedRecord]) -> String {
        for term in terms {
            guard let member = term.member, let record = changed[term.record],
                record.newBytes(member) == nil
            else { continue }
            let what = record.new.member(member) == nil ? "is gone" : "holds something else"
            return "the member \(member) of \(term.record), which \(what)"
        }
        return "a member without a counterpart"
    }

    // MARK: Accesses

    private mutating func access(_ access: Access, at address: Expression) -> Access {
        check(access.type)
        guard isOld, case .offset(_, let bytes) = address.kind else { return access }
        return self.access(access, bytes.layout)
    }

    /// A bit-field begins at its own bit.
    private func access(_ access: Access, _ terms: [LayoutTerm]) -> Access {
        guard access.bitField != nil, let term = terms.last, let member = term.member,
            let after = changed[term.record]?.counterpart(member)
        else { return access }
        var result = access
        result.bitField?.offset = after.bitOffset % 8
        return result
    }

    private mutating func parts(_ parts: [Initialization]) -> [Initialization] {
        parts.map { part in
            check(part.access.type)
            var result = part
            result.value = expression(part.value)
            guard isOld, !part.layout.isEmpty else { return result }
            guard let sum = retell(part.layout) else {
                result.value = Expression(
                    .unsupported(Self.reason(part.layout, changed)), part.value.type, line: part.value.line)
                return result
            }
            result.offset += Int(sum)
            result.access = access(part.access, part.layout)
            return result
        }
    }

    private mutating func check(_ type: ValueType) {
        if case .aggregate(let bytes) = type { check(bytes) }
    }

    private mutating func check(_ bytes: Int) {
        if let record = staleSizes[bytes] { bytewise.insert(record) }
    }
}

extension ChangedRecord {
    /// What a term of this record counts on the new side's own text, in bytes.
    fileprivate func newSideBytes(_ member: String?) -> Int? {
        guard let member else { return new.bytes }
        return new.member(member).map { $0.bitOffset / 8 }
    }
}
