import Testing

@testable import CProgram

@Suite("Integers of C")
struct ArithmeticTests {
    @Test(
        "sums wrap around at their width",
        arguments: [
            (BinaryOperation.add, Int64(Int32.max), Int64(1), i32, Int64(Int32.min)),
            (.add, 0xffff_ffff, 1, u32, 0),
            (.subtract, 0, 1, u32, 0xffff_ffff),
            (.subtract, 0, 1, u64, -1),
            (.multiply, 0x1_0001, 0x1_0001, u32, 0x2_0001),
            (.multiply, Int64(Int32.max), 2, i32, -2),
            (.shiftLeft, 1, 31, i32, Int64(Int32.min)),
            (.shiftRight, -8, 1, i32, -4),
            (.shiftRight, 0xffff_fff8, 1, u32, 0x7fff_fffc),
            (.divide, -7, 2, i32, -3),
            (.remainder, -7, 2, i32, -1),
            (.divide, -1, 2, u64, Int64.max),
            (.xor, 0b1100, 0b1010, i32, 0b0110),
            (.less, -1, 1, i32, 1),
            (.less, -1, 1, u64, 0),
            (.greaterOrEqual, 0xffff_ffff, 1, u32, 1),
        ])
    func wraps(_ operation: BinaryOperation, _ left: Int64, _ right: Int64, _ type: ValueType, _ sum: Int64) {
        #expect(value(of: binary(operation, int(left, type), int(right, type))) == .returned(.integer(sum)))
    }

    @Test(
        "what C leaves undefined ends the run",
        arguments: [
            (BinaryOperation.divide, Int64(1), Int64(0), "a division by zero"),
            (.remainder, 1, 0, "a division by zero"),
            (.shiftLeft, 1, 32, "a shift by 32 in 32 bits"),
            (.shiftRight, 1, -1, "a shift by -1 in 32 bits"),
            (.divide, Int64(Int32.min), -1, "the smallest integer divided by -1"),
        ])
    func undefined(_ operation: BinaryOperation, _ left: Int64, _ right: Int64, _ reason: String) {
        let end = value(of: binary(operation, int(left), int(right)))
        #expect(end.isUndefined)
        #expect(end.reason == reason)
    }

    @Test(
        "conversions cut and extend",
        arguments: [
            (Int64(300), i32, u8, Int64(44)),
            (200, i32, i8, -56),
            (-1, i32, u32, 0xffff_ffff),
            (-1, i32, u64, -1),
            (0xffff_ffff, u32, i32, -1),
            (0xffff_ffff, u32, u64, 0xffff_ffff),
            (256, i32, .boolean, 1),
            (0, i32, .boolean, 0),
            (-12, i64, ptr, -12),
        ])
    func converts(_ number: Int64, _ from: ValueType, _ type: ValueType, _ result: Int64) {
        #expect(value(of: convert(int(number, from), type)) == .returned(.integer(result)))
    }

    @Test("!, ~ and - of values and pointers")
    func unary() {
        func unary(_ operation: UnaryOperation, _ operand: Expression) -> Termination {
            value(of: Expression(.unary(operation, operand), operation == .logicalNot ? i32 : operand.type))
        }
        #expect(unary(.logicalNot, int(0)) == .returned(.integer(1)))
        #expect(unary(.logicalNot, string("x")) == .returned(.integer(0)))
        #expect(unary(.not, int(0, u32)) == .returned(.integer(0xffff_ffff)))
        #expect(unary(.negate, int(1, u32)) == .returned(.integer(0xffff_ffff)))
        #expect(unary(.negate, int(Int64(Int32.min))) == .returned(.integer(Int64(Int32.min))))
    }

    @Test("floating point and 128-bit integers are not computed")
    func refusesWide() {
        let wide = ValueType.integer(bits: 128, signed: false)
        #expect(value(of: binary(.add, int(1, wide), int(2, wide))).reason == "an integer of 128 bits")
        let real = ValueType.floating(bits: 64)
        #expect(value(of: convert(int(1), real)).reason == "floating point")
    }
}
