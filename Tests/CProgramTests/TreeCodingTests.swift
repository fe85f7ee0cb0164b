import ABIModel
import Foundation
import Testing

@testable import CProgram

private typealias Node = CProgram.Expression

@Suite struct TreeCodingTests {
    private static let one = Node(.integer(1), .int, line: 3)
    private static let access = Access(
        .integer(bits: 32, signed: false), bitField: .init(offset: 3, width: 7), isVolatile: true)

    /// One of every kind.
    private static let expressions: [Node] = [
        Node(.integer(.min), .int), Node(.integer(.max), .integer(bits: 64, signed: false)),
        Node(.string("a \"b\"\n1 2"), .pointer(bits: 64)), Node(.local(7), .pointer(bits: 32)),
        Node(.global("f.x#2"), .pointer(bits: 64)), Node(.function("f"), .pointer(bits: 64)),
        Node(.load(one, access), .boolean, line: -1), Node(.load(one, Access(.int, isVolatile: true)), .int),
        Node(.store(address: one, value: one, Access(.aggregate(bytes: 12))), .aggregate(bytes: 12)),
        Node(.update(.shiftLeft, address: one, value: one, in: .int, access), .int),
        Node(.step(address: one, by: -8, isPostfix: true, access), .int),
        Node(.binary(.lessOrEqual, one, one), .int), Node(.offset(one, bytes: one), .void),
        Node(.distance(one, one, elementBytes: 16), .int), Node(.unary(.not, one), .int),
        Node(.and(one, one), .int), Node(.or(one, one), .int),
        Node(.conditional(one, then: nil, otherwise: one), .int),
        Node(.conditional(one, then: one, otherwise: one), .int),
        Node(.comma(one, one), .int), Node(.convert(one), .floating(bits: 64)),
        Node(.call("g", [one, one]), .void), Node(.callThrough(one, []), .int),
        Node(.statements(statements, value: one), .int),
        Node(.statements([], value: nil), .void),
        Node(
            .compound(local: 2, [Initialization(offset: 4, access: access, value: one)]), .pointer(bits: 64)),
        Node(
            .event(
                Event(
                    kind: .bug, macro: "BUG", site: SourceSite(file: "a.c", line: 9), isOnce: true, taint: 9)),
            .void),
        Node(
            .assembly(
                Assembly(
                    template: "mov %1, %0", outputs: [.init(constraint: "=r", access: access)],
                    inputs: [.init(constraint: "m", access: access), .init(constraint: "0")],
                    clobbers: ["cc", "memory"], isVolatile: true, labels: ["out"]), [one, one, one]), .int),
        Node(.unsupported("a reason"), .void),
    ]

    private static let statements: [Statement] = [
        .expression(one),
        .declare(local: 1, [Initialization(offset: 0, access: access, value: one)], zeroed: true),
        .block([.break, .continue]), .if(one, then: .empty, otherwise: nil),
        .if(one, then: .empty, otherwise: .goto("out")), .while(one, body: .empty),
        .doWhile(body: .empty, one), .for(initial: nil, condition: nil, step: nil, body: .break),
        .for(initial: .empty, condition: one, step: one, body: .break), .switch(one, body: .empty),
        .caseLabel(-5...(.max), .defaultLabel(.empty)), .label("out", .return(nil)), .return(one),
        .unsupported("why", line: 12),
    ]

    private func again<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    @Test func everyKindComesBack() throws {
        for expression in Self.expressions { #expect(try again(expression) == expression) }
        for statement in Self.statements { #expect(try again(statement) == statement) }
    }

    @Test func depthIsNoMatter() throws {
        var deep = Self.one
        for _ in 0..<800 { deep = Node(.unary(.negate, deep), .int) }
        #expect(try again(deep) == deep)
    }

    @Test(arguments: [
        "", "32 0 0 ", "99 0 0 ", "32 0 0 1 7 ", "32 0 0 x ", "33 0 0 3 ", "50 0 0 0 99999999 ",
        "32 0 0 99999999999999999999 ", "32 0 0 1", "32 0 0 1 32 0 0 1 ", "14 ", "37 0 0 0 0 ", "0 ",
    ])
    func otherTextIsAnError(row: String) {
        let text = #"{"code":"\#(row)","strings":["a"]}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Node.self, from: Data(text.utf8))
        }
    }

    @Test func textNestedWithoutEndIsAnError() {
        let row = String(repeating: "44 0 0 0 ", count: 100_000)
        let text = #"{"code":"32 0 0 1 \#(row)","strings":["not"]}"#
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Node.self, from: Data(text.utf8))
        }
    }
}
