import ABIModel

@testable import CProgram

// Tiny builders of lowered C, so that tests read like the C they stand for.

let i8 = ValueType.integer(bits: 8, signed: true)
let u8 = ValueType.integer(bits: 8, signed: false)
let i32 = ValueType.int
let u32 = ValueType.integer(bits: 32, signed: false)
let i64 = ValueType.integer(bits: 64, signed: true)
let u64 = ValueType.integer(bits: 64, signed: false)
let ptr = ValueType.pointer(bits: 64)

func int(_ number: Int64, _ type: ValueType = i32) -> Expression { Expression(.integer(number), type) }
func local(_ index: Int) -> Expression { Expression(.local(index), ptr) }
func get(_ index: Int, _ type: ValueType = i32) -> Expression { load(local(index), type) }
func set(_ index: Int, _ value: Expression) -> Expression { store(local(index), value) }
func global(_ name: String) -> Expression { Expression(.global(name), ptr) }
func function(_ name: String) -> Expression { Expression(.function(name), ptr) }
func string(_ text: String) -> Expression { Expression(.string(text), ptr) }

func load(_ place: Expression, _ type: ValueType, bits: Access.BitField? = nil) -> Expression {
    Expression(.load(place, Access(type, bitField: bits)), type)
}

func store(_ place: Expression, _ value: Expression, bits: Access.BitField? = nil) -> Expression {
    Expression(.store(address: place, value: value, Access(value.type, bitField: bits)), value.type)
}

func binary(_ operation: BinaryOperation, _ left: Expression, _ right: Expression) -> Expression {
    let isComparison = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual].contains(operation)
    return Expression(.binary(operation, left, right), isComparison ? i32 : left.type)
}

func add(_ left: Expression, _ right: Expression) -> Expression { binary(.add, left, right) }
func less(_ left: Expression, _ right: Expression) -> Expression { binary(.less, left, right) }
func equal(_ left: Expression, _ right: Expression) -> Expression { binary(.equal, left, right) }

func at(_ base: Expression, _ bytes: Int64) -> Expression {
    Expression(.offset(base, bytes: int(bytes, i64)), ptr)
}

func convert(_ operand: Expression, _ type: ValueType) -> Expression { Expression(.convert(operand), type) }

func call(_ name: String, _ arguments: Expression..., returns: ValueType = i32, line: Int = 0) -> Expression {
    Expression(.call(name, arguments), returns, line: line)
}

func step(_ index: Int, by: Int64 = 1, isPostfix: Bool = true, _ type: ValueType = i32) -> Expression {
    Expression(.step(address: local(index), by: by, isPostfix: isPostfix, Access(type)), type)
}

func block(_ statements: Statement...) -> Statement { .block(statements) }
func run(_ expression: Expression) -> Statement { .expression(expression) }
func give(_ expression: Expression) -> Statement { .return(expression) }

/// A function of a file `test.c` whose first `parameters` locals are its parameters.
func define(
    _ name: String, parameters: Int = 0, locals: [ValueType] = [], returns: ValueType = i32,
    _ statements: Statement...
) -> FunctionBody {
    let variables = locals.enumerated().map { index, type in
        FunctionBody.Local(name: "v\(index)", type: type, bytes: type.bits / 8)
    }
    return FunctionBody(
        name: name, site: SourceSite(file: "test.c", line: 1),
        signature: FunctionSignature(
            parameters: variables.prefix(parameters).map {
                .init(name: $0.name, type: $0.type, spelling: "")
            },
            result: returns, resultSpelling: ""),
        locals: variables, body: .block(statements))
}

func program(_ functions: FunctionBody..., globals: [String: GlobalVariable] = [:]) -> Program {
    Program(
        functions: Dictionary(uniqueKeysWithValues: functions.map { ($0.name, $0) }), globals: globals)
}

/// Runs a function of a program that has nothing else.
func result(of body: FunctionBody, _ arguments: [Value] = []) -> Termination {
    let machine = Machine(program: program(body))
    return machine.run(body.name, arguments, in: machine.start()).termination
}

/// The value of an expression without variables.
func value(of expression: Expression) -> Termination {
    result(of: define("f", returns: expression.type, give(expression)))
}

extension Termination {
    /// Why it did not return, or "".
    var reason: String {
        switch self {
        case .returned, .bug: ""
        case .undefined(let reason, _), .unsupported(let reason, _), .deadlock(let reason, _),
            .bound(let reason):
            reason
        }
    }

    var isUndefined: Bool { if case .undefined = self { true } else { false } }
    var isUnsupported: Bool { if case .unsupported = self { true } else { false } }
    var isBound: Bool { if case .bound = self { true } else { false } }
}
