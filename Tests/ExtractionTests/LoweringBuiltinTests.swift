import CProgram
import Testing

@testable import Extraction

/// Builtins that compute, lowered and run, against what Swift computes.
@Suite(.serialized) struct LoweringBuiltinTests {
    /// The edges of all widths, and some numbers of a fixed row.
    private static let values: [Int64] = {
        let edges: [Int64] = [
            0, 1, 2, 3, 127, 255, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, .max, .min, -1, -2,
        ]
        var number: UInt64 = 0x9e37_79b9_7f4a_7c15
        return edges
            + (1...12).map { step in
                number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int64(bitPattern: number) >> (step * 5)
            }
    }()

    private func run(_ machine: Machine, _ arguments: [Int64]) -> Value? {
        guard
            case .returned(let value) = machine.run("f", arguments.map(Value.integer), in: machine.start())
                .termination
        else { return nil }
        return value
    }

    private func machine(_ source: String) throws -> Machine {
        let program = try lower(source, ["f"])
        #expect(program.functions["f"]?.unsupported.isEmpty == true)
        return Machine(program: program)
    }

    @Test(arguments: [16, 32, 64])
    func bytesAreSwapped(bits: Int) throws {
        let machine = try machine(
            "unsigned long long f(unsigned long long a) { return __builtin_bswap\(bits)(a); }")
        for value in Self.values {
            let swapped: UInt64 =
                switch bits {
                case 16: UInt64(UInt16(truncatingIfNeeded: value).byteSwapped)
                case 32: UInt64(UInt32(truncatingIfNeeded: value).byteSwapped)
                default: UInt64(bitPattern: value).byteSwapped
                }
            #expect(run(machine, [value]) == .integer(Int64(bitPattern: swapped)))
        }
    }

    @Test(arguments: ["popcount", "parity", "ffs", "clz", "ctz"], ["", "l", "ll"])
    func bitsAreCounted(name: String, suffix: String) throws {
        let machine = try machine("int f(unsigned long long a) { return __builtin_\(name)\(suffix)(a); }")
        for value in Self.values {
            let bits = suffix.isEmpty ? 32 : 64
            let word = suffix.isEmpty ? UInt64(UInt32(truncatingIfNeeded: value)) : UInt64(bitPattern: value)
            if word == 0, ["clz", "ctz"].contains(name) { continue }
            let expected =
                switch name {
                case "popcount": word.nonzeroBitCount
                case "parity": word.nonzeroBitCount & 1
                case "ffs": word == 0 ? 0 : word.trailingZeroBitCount + 1
                case "clz": word.leadingZeroBitCount - (64 - bits)
                default: word.trailingZeroBitCount
                }
            #expect(run(machine, [value]) == .integer(Int64(expected)), "\(name) of \(value)")
        }
    }

    private static let types: [(c: String, bits: Int, isSigned: Bool)] = [
        ("unsigned char", 8, false), ("short", 16, true), ("int", 32, true), ("unsigned int", 32, false),
        ("long", 64, true), ("unsigned long", 64, false),
    ]

    /// Runs an operation for operands of one type into another, and holds it against 128-bit arithmetic.
    private func hold(_ name: String, _ operand: Int, _ result: Int, isMixed: Bool = false) throws {
        let (from, into) = (Self.types[operand], Self.types[result])
        let right = isMixed ? "1 + 2" : "b"
        let program = try lower(
            """
            \(into.c) out;
            int f(\(from.c) a, \(from.c) b) { return __builtin_\(name)_overflow(a, \(right), &out); }
            \(into.c) g(void) { return out; }
            """, ["f", "g"])
        guard program.functions["f"]?.unsupported.isEmpty == true else {
            // Mixed signs of 64 bits are the only ones that are not lowered.
            #expect(from.bits == 64 && from.isSigned != into.isSigned)
            return
        }
        let machine = Machine(program: program)
        for first in Self.values {
            for second in isMixed ? [3] : Self.values.suffix(16) {
                let (x, y) = (held(first, from.bits, from.isSigned), held(second, from.bits, from.isSigned))
                let whole = name == "add" ? x + y : name == "sub" ? x - y : x &* y
                let low = into.isSigned ? -(Int128(1) << (into.bits - 1)) : 0
                let high = (Int128(1) << (into.isSigned ? into.bits - 1 : into.bits)) - 1
                // Two factors of 64 bits may leave 128 as well.
                let leaves =
                    whole < low || whole > high
                    || name == "mul" && x.multipliedReportingOverflow(by: y).overflow
                let run = machine.run(
                    "f", [x, isMixed ? 0 : y].map { .integer(Int64(truncatingIfNeeded: $0)) },
                    in: machine.start())
                #expect(
                    run.termination == .returned(.integer(leaves ? 1 : 0)),
                    "\(from.c) \(x) \(name) \(y) into \(into.c)")
                let stored = machine.run("g", [], in: run.state).termination
                #expect(
                    stored
                        == .returned(
                            .integer(
                                Int64(
                                    truncatingIfNeeded: held(
                                        Int64(truncatingIfNeeded: whole), into.bits, into.isSigned)))))
            }
        }
    }

    private func held(_ value: Int64, _ bits: Int, _ isSigned: Bool) -> Int128 {
        let low = UInt64(bitPattern: value) & (bits == 64 ? .max : (1 << UInt64(bits)) - 1)
        let isNegative = isSigned && low >> UInt64(bits - 1) == 1
        return Int128(low) - (isNegative ? Int128(1) << bits : 0)
    }

    @Test(arguments: ["add", "sub", "mul"], Array(0..<6))
    func overflowIsTold(name: String, operand: Int) throws {
        for result in Self.types.indices { try hold(name, operand, result) }
        try hold(name, operand, operand, isMixed: true)
    }

    @Test(arguments: [
        (
            "__builtin_va_list p; __builtin_va_start(p, c); a = __builtin_va_arg(p, int); __builtin_va_end(p);",
            "p: {}; __builtin_va_start(&p); a = __builtin_va_arg(&p, \"int\"); __builtin_va_end(&p);"
        ),
        (
            "__builtin_va_list p, q; __builtin_va_copy(q, p); g(a, q);",
            "p: {}; q: {}; __builtin_va_copy(&q, &p); g(a, &q);"
        ),
    ])
    func variadicArgumentsAreCalls(source: String, expected: String) throws {
        let text = try lowered(
            source, "void g(int a, __builtin_va_list list);", parameters: "int a, int b, int c, ...")
        #expect(text == expected)
    }

    @Test func aListThatIsAParameterIsPassedOn() throws {
        let text = try lowered(
            "g(a, l); a = __builtin_va_arg(l, int);", "void g(int a, __builtin_va_list list);",
            parameters: "int a, __builtin_va_list l")
        #expect(text == "g(a, l); a = __builtin_va_arg(l, \"int\");")
    }

    @Test func unreachableCodeHasNoBehaviour() throws {
        let program = try lower("int f(int a) { if (a) __builtin_unreachable(); return 1; }", ["f"])
        let machine = Machine(program: program)
        #expect(run(machine, [0]) == .integer(1))
        #expect(run(machine, [1]) == nil)
    }
}
