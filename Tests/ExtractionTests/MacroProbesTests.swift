import ABIModel
import Testing

@testable import Extraction

/// What C makes of object-like macros: value, width, sign, and how the number is written.
@Suite(.serialized) struct MacroProbesTests {
    private func macros(_ text: String, arguments: [String] = []) throws -> [String: Macro] {
        let response = try extract(text, arguments: ["-Iinclude", "-std=gnu11"] + arguments)
        #expect(response.errors.isEmpty)
        return Dictionary(uniqueKeysWithValues: response.snapshot.macros.map { ($0.name, $0) })
    }

    @Test(arguments: [
        ("0xffffffff", "4294967295", "unsigned int"),
        ("0xffffffffffffffff", "18446744073709551615", "unsigned long"),
        ("(-1)", "-1", "int"), ("(1 << 31)", "-2147483648", "int"),
        ("(1UL << 31)", "2147483648", "unsigned long"),
        ("~0U", "4294967295", "unsigned int"), ("~0UL", "18446744073709551615", "unsigned long"),
        ("1L", "1", "long"), ("((unsigned char)255)", "255", "unsigned char"), ("'a'", "97", "int"),
        ("'\\n'", "10", "int"), ("(';' + '\"')", "93", "int"),
        ("(0x7fffffff + 1L)", "2147483648", "long"),
        ("(1ULL << 63)", "9223372036854775808", "unsigned long long"),
        ("(-0x7fffffffffffffffLL - 1)", "-9223372036854775808", "long long"),
    ])
    func valueAndTypeAreThoseOfC(text: String, value: String, type: String) throws {
        let macro = try #require(try macros("#define X \(text)\n")["X"])
        guard case .integer(let number) = macro.value else {
            Issue.record("\(text) is no number")
            return
        }
        #expect(number.description == value)
        #expect(macro.number?.type == type)
    }

    @Test func hexadecimalIsKept() throws {
        let macros = try macros(
            "#define A 0x10\n#define B (3 | 0XF0)\n#define C 16\n#define D X0x1\n#define E 10\n")
        #expect(
            macros.mapValues { $0.number?.notation } == [
                "A": .hexadecimal, "B": .hexadecimal, "C": .decimal, "D": nil, "E": .decimal,
            ])
    }

    /// The bits of direction and size differ between architectures; what `_IOC()` was given does not.
    @Test(arguments: [
        (14, 0, 1, 2), (13, 1, 4, 2),
    ])
    func ioctlNumbersAreTakenApart(sizeBits: Int, none: Int, write: Int, read: Int) throws {
        let text = """
            #define _IOC_NONE \(none)U
            #define _IOC_WRITE \(write)U
            #define _IOC_READ \(read)U
            #define _IOC(d, t, n, s) (((d) << \(sizeBits + 16)) | ((t) << 8) | ((n) << 0) | ((s) << 16))
            #define _IO(t, n) _IOC(_IOC_NONE, (t), (n), 0)
            #define _IOR(t, n, a) _IOC(_IOC_READ, (t), (n), (sizeof(a)))
            #define _IOW(t, n, a) _IOC(_IOC_WRITE, (t), (n), (sizeof(a)))
            #define _IOWR(t, n, a) _IOC(_IOC_READ | _IOC_WRITE, (t), (n), (sizeof(a)))
            #define LAMP_IOWR(n, a) _IOWR('d', n, a)
            struct lamp { long on, off, dim; };
            #define LAMP_ON _IO('d', 1)
            #define LAMP_GET _IOR('d', 0x02, int)
            #define LAMP_SET _IOW(0xae, 255, char)
            #define LAMP_SWAP LAMP_IOWR(3, struct lamp)
            #define LAMP_ODD (LAMP_IOWR(3, struct lamp) | 8)
            #define LAMP_RADIO(x) (x)
            #define LAMP_PLAIN LAMP_RADIO(7)

            """
        let macros = try macros(text)
        func ioctl(_ name: String) -> String? {
            guard case .ioctl(let number)? = macros[name]?.number?.notation else { return nil }
            return number.description
        }
        #expect(ioctl("LAMP_ON") == "_IO('d', 1)")
        #expect(ioctl("LAMP_GET") == "_IOR('d', 2, 4 bytes)")
        #expect(ioctl("LAMP_SET") == "_IOW(0xae, 255, 1 byte)")
        #expect(ioctl("LAMP_SWAP") == "_IOWR('d', 3, 24 bytes)")
        // What was done to the number afterwards, the parts do not tell.
        #expect(ioctl("LAMP_ODD") == nil)
        #expect(ioctl("LAMP_PLAIN") == nil)
        let both = UInt64(read | write) << UInt64(sizeBits + 16)
        #expect(macros["LAMP_SWAP"]?.value == .integer(CInteger(unsigned: both | 24 << 16 | 100 << 8 | 3)))
    }

    @Test func topBitsOfEnumsAreNoSigns() throws {
        let response = try extract(
            """
            enum a { A = 0x80000000 };
            enum b { B = 0x8000000000000000 };
            enum c { C = -1, D = 0x7fffffff };
            enum d { E = 200 } __attribute__((packed));

            """)
        let values = response.snapshot.enums.flatMap(\.constants).map { "\($0.name) \($0.value)" }
        #expect(values == ["A 2147483648", "B 9223372036854775808", "C -1", "D 2147483647", "E 200"])
    }
}
