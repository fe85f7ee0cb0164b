import CProgram
import ExtractionMessages
import Foundation
import Testing

@testable import Extraction

/// Lowers functions of a C file that exists only in memory.
func lower(
    _ text: String, _ names: [String] = ["*"], opaque: [String] = [], records: [String] = [],
    files: [String: String] = [:], arguments: [String] = ["-Iinclude", "-std=gnu11"]
) throws -> Program {
    var overlay = files
    overlay["unit.c"] = text
    let response = try Extractor().extract(
        ExtractionRequest(
            root: NSTemporaryDirectory(), mainFile: "unit.c", arguments: arguments, overlay: overlay,
            evaluatesMacros: false, wantsStructure: false, lowering: names, opaqueFunctions: opaque,
            wantedRecords: records))
    return try #require(response.program)
}

/// Lowers `int f(…) { body }` after some declarations and writes its statements down.
func lowered(_ body: String, _ declarations: String = "", parameters: String = "int a, int b, int c")
    throws -> String
{
    let program = try lower("\(declarations)\nint f(\(parameters))\n{ \(body) }\n", ["f"])
    let function = try #require(program.functions["f"])
    return ProgramText(function).text
}

/// Writes lowered code as one line, so that tests can say what they expect.
struct ProgramText {
    private let function: FunctionBody

    init(_ function: FunctionBody) { self.function = function }

    var text: String {
        guard case .block(let statements) = function.body else { return write(function.body) }
        return statements.map(write).joined(separator: " ")
    }

    private func write(_ statement: Statement) -> String {
        switch statement {
        case .expression(let expression): return write(expression) + ";"
        case .declare(let local, let parts, let zeroed):
            let start = zeroed ? "0, " : ""
            return "\(name(local)): {\(start)\(write(parts))};"
        case .block(let statements): return "{ " + statements.map { write($0) + " " }.joined() + "}"
        case .if(let condition, let then, let otherwise):
            let tail = otherwise.map { " else " + write($0) } ?? ""
            return "if (\(write(condition))) \(write(then))\(tail)"
        case .while(let condition, let body): return "while (\(write(condition))) \(write(body))"
        case .doWhile(let body, let condition): return "do \(write(body)) while (\(write(condition)));"
        case .for(let initial, let condition, let step, let body):
            let header = [
                initial.map(write).map { $0.hasSuffix(";") ? String($0.dropLast()) : $0 } ?? "",
                condition.map(write) ?? "", step.map(write) ?? "",
            ]
            return "for (\(header.joined(separator: "; "))) \(write(body))"
        case .switch(let value, let body): return "switch (\(write(value))) \(write(body))"
        case .caseLabel(let range, let inner): return "case \(range): \(write(inner))"
        case .defaultLabel(let inner): return "default: \(write(inner))"
        case .label(let name, let inner): return "\(name): \(write(inner))"
        case .goto(let name): return "goto \(name);"
        case .break: return "break;"
        case .continue: return "continue;"
        case .return(let value): return "return\(value.map { " " + write($0) } ?? "");"
        case .empty: return ";"
        case .unsupported(let reason, _): return "<\(reason)>;"
        }
    }

    private func name(_ local: Int) -> String {
        let name = function.locals[local].name
        return name.isEmpty ? "#\(local)" : name
    }

    private func write(_ parts: [Initialization]) -> String {
        parts.map { "\($0.offset)\(bits($0.access)): \(write($0.value))" }.joined(separator: ", ")
    }

    private func bits(_ access: Access) -> String {
        access.bitField.map { ":\($0.offset)+\($0.width)" } ?? ""
    }

    private func write(_ assembly: Assembly, _ operands: [CProgram.Expression]) -> String {
        let outputs = zip(assembly.outputs, operands).map { "\($0.constraint) \(write($1))" }
        let inputs = zip(assembly.inputs, operands.dropFirst(outputs.count)).map { input, operand in
            "\(input.constraint) \(input.access == nil ? write(operand) : "[\(write(operand))]")"
        }
        let sections = [
            outputs.joined(separator: ", "), inputs.joined(separator: ", "),
            assembly.clobbers.joined(separator: " "), assembly.labels.joined(separator: " "),
        ]
        let last = sections.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0
        let tail = sections[..<last].map { $0.isEmpty ? " :" : " : \($0)" }.joined()
        return "asm\(assembly.isVolatile ? " volatile" : "")\(assembly.labels.isEmpty ? "" : " goto")"
            + "('\(assembly.template)'\(tail))"
    }

    func write(_ type: ValueType) -> String {
        switch type {
        case .void: "void"
        case .boolean: "bool"
        case .integer(let bits, let signed): "\(signed ? "s" : "u")\(bits)"
        case .pointer: "ptr"
        case .aggregate(let bytes): "bytes\(bytes)"
        case .floating(let bits): "f\(bits)"
        }
    }

    func write(_ expression: CProgram.Expression) -> String {
        func place(_ address: CProgram.Expression, _ access: Access) -> String {
            let start = access.isVolatile ? "volatile " : ""
            if case .local(let local) = address.kind, access.bitField == nil { return start + name(local) }
            return start + "[\(write(address))]\(bits(access))"
        }
        switch expression.kind {
        case .integer(let value): return "\(value)"
        case .string(let text): return "\"\(text)\""
        case .local(let local): return "&\(name(local))"
        case .global(let name): return "&\(name)"
        case .function(let name): return name
        case .load(let address, let access): return place(address, access)
        case .store(let address, let value, let access): return "\(place(address, access)) = \(write(value))"
        case .update(let operation, let address, let value, let type, let access):
            return "\(place(address, access)) \(operation)(\(write(type)))= \(write(value))"
        case .step(let address, let step, let isPostfix, let access):
            return "\(isPostfix ? "post" : "pre")(\(place(address, access)), \(step))"
        case .binary(let operation, let left, let right):
            return "\(operation)(\(write(left)), \(write(right)))"
        case .offset(let base, let bytes) where bytes.kind == .integer(0): return write(base)
        case .offset(let base, let bytes): return "\(write(base))+\(write(bytes))"
        case .distance(let left, let right, let size):
            return "distance\(size)(\(write(left)), \(write(right)))"
        case .unary(let operation, let operand): return "\(operation)(\(write(operand)))"
        case .and(let left, let right): return "(\(write(left)) && \(write(right)))"
        case .or(let left, let right): return "(\(write(left)) || \(write(right)))"
        case .conditional(let condition, let then, let otherwise):
            return "(\(write(condition)) ? \(then.map { write($0) + " " } ?? ""): \(write(otherwise)))"
        case .comma(let first, let second): return "(\(write(first)), \(write(second)))"
        case .convert(let operand): return "\(write(expression.type))(\(write(operand)))"
        case .call(let name, let arguments): return "\(name)(\(arguments.map(write).joined(separator: ", ")))"
        case .callThrough(let callee, let arguments):
            return "*\(write(callee))(\(arguments.map(write).joined(separator: ", ")))"
        case .statements(let statements, let value):
            let parts = statements.map(write) + (value.map { [write($0)] } ?? [])
            return "({ \(parts.joined(separator: " ")) })"
        case .compound(let local, let parts): return "&\(name(local)){\(write(parts))}"
        case .assembly(let assembly, let operands): return write(assembly, operands)
        case .event(let event):
            let taint = event.taint.map { " taint \($0)" } ?? ""
            return "!\(event.kind) \(event.macro)\(event.isOnce ? " once" : "")\(taint)"
        case .unsupported(let reason): return "<\(reason)>"
        }
    }
}
