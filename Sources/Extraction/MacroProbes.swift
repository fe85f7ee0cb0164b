import ABIModel
import LibClang
import SourceText

/// The lines that are appended to a unit to learn what its object-like macros stand for, and what clang says of them.
///
/// `enum { name = (MACRO) };` asks for value and type of a constant. What made an ioctl number is asked for by a second
/// line, above which `_IOC()` is defined to put its arguments side by side: where they lie in the number differs between
/// architectures, and a driver may have macros of its own around it.
struct MacroProbes {
    /// What clang says of one macro.
    struct Constant {
        var value: CInteger
        var number: MacroNumber
    }

    private let names: [String]
    private let ioctlCandidates: [String]

    private static let prefix = "kdrift_macro_"
    private static let ioctlPrefix = "kdrift_ioctl_"
    private static let directionPrefix = "kdrift_ioc_"
    /// Stands in the highest byte where `_IOC()` made the number.
    private static let mark: UInt64 = 0xa5

    /// Asks for nothing.
    init() {
        names = []
        ioctlCandidates = []
    }

    /// Asks for what may be a constant among the macros of a file.
    init(_ scanner: SourceScanner) {
        var seen: Set<String> = []
        let macros = scanner.macros.filter {
            $0.parameters == nil && Self.mayBeConstant($0.replacement) && seen.insert($0.name).inserted
        }
        names = macros.map(\.name)
        ioctlCandidates = macros.filter { Self.mayBeIoctl($0.replacement) }.map(\.name)
    }

    /// Whether it asks for nothing.
    var isEmpty: Bool { names.isEmpty }

    /// The lines, in the order in which they have to stand.
    var lines: [String] {
        names.map { "enum { \(Self.prefix)\($0) = (\($0)) };" }
    }

    /// The lines behind which `_IOC()` is no longer what it was: nothing else may follow.
    var lastLines: [String] {
        guard !ioctlCandidates.isEmpty else { return [] }
        let directions = ["NONE", "READ", "WRITE"].map {
            "enum { \(Self.directionPrefix)\($0) = (_IOC_\($0)) };"
        }
        let side =
            "((\(Self.mark)ULL << 56) | ((d) & 15ULL) << 48 | ((t) & 255ULL) << 40 | ((n) & 255ULL) << 32 | (s))"
        return ["#ifdef _IOC"] + directions + ["#undef _IOC", "#define _IOC(d, t, n, s) \(side)"]
            + ioctlCandidates.map { "enum { \(Self.ioctlPrefix)\($0) = (\($0)) };" } + ["#endif"]
    }

    /// Reads what clang made of the lines.
    struct Answers {
        private(set) var constants: [String: Constant] = [:]
        private var ioctls: [String: UInt64] = [:]
        private var directions: [String: UInt64] = [:]

        /// Takes up the constant of an appended line; what is none of ours is passed over.
        mutating func note(_ constant: Cursor) {
            let name = constant.spelling
            if name.hasPrefix(prefix) {
                constants[String(name.dropFirst(prefix.count))] = Self.constant(constant)
            } else if name.hasPrefix(ioctlPrefix) {
                ioctls[String(name.dropFirst(ioctlPrefix.count))] = constant.enumConstantUnsignedValue
            } else if name.hasPrefix(directionPrefix) {
                directions[String(name.dropFirst(directionPrefix.count))] = constant.enumConstantUnsignedValue
            }
        }

        private static func constant(_ constant: Cursor) -> Constant {
            // A value that an `int` holds is converted to it: the parentheses are ours.
            var expression = constant.children.first
            while let wrapper = expression, wrapper.kind == .unexposedExpr {
                expression = wrapper.children.first
            }
            let type = (expression?.type ?? constant.type).canonical
            return Constant(
                value: constant.enumConstant(of: constant.type.canonical),
                number: MacroNumber(
                    type: TypeSpelling.text(type), width: type.widthBits, isUnsigned: type.isUnsignedInteger))
        }

        /// What `_IOC()` made a number of; nil where it did not, or where something was done with it afterwards.
        func ioctl(_ name: String) -> IoctlNumber? {
            guard let parts = ioctls[name], parts >> 56 == mark, let value = constants[name]?.value else {
                return nil
            }
            let (direction, type, number) = (parts >> 48 & 0xff, parts >> 40 & 0xff, parts >> 32 & 0xff)
            let size = parts & 0xffff_ffff
            let isWhole = [(14, 30), (13, 29)].contains { (sizeBits, shift) in
                size >> sizeBits == 0 && value.bits == direction << shift | size << 16 | type << 8 | number
            }
            guard isWhole, let way = self.direction(direction) else { return nil }
            return IoctlNumber(direction: way, type: Int(type), number: Int(number), size: Int(size))
        }

        /// Architectures have other numbers for them.
        private func direction(_ value: UInt64) -> IoctlNumber.Direction? {
            let (read, write) = (directions["READ"], directions["WRITE"])
            if let none = directions["NONE"] ?? (read == nil && write == nil ? nil : 0), value == none {
                return .neither
            }
            if value == read { return .read }
            if value == write { return .write }
            guard let read, let write, value == read | write else { return nil }
            return .both
        }
    }

    private static let notInConstants = Array("{};#\"\\".utf8)

    /// Whether a replacement may be a constant: balanced, and without what only statements, attributes and
    /// declarations have. A character constant may hold anything.
    static func mayBeConstant(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 400 else { return false }
        let source = CLexer(Array(text.utf8))
        var depth = 0
        var position = 0
        while position < source.bytes.count {
            let byte = source.bytes[position]
            if byte == UInt8(ascii: "'") {
                position = source.endOfLiteral(at: position)
                // One that is not closed takes the line's end with it.
                guard position > 1, source.bytes[position - 1] == byte else { return false }
                continue
            }
            if notInConstants.contains(byte) { return false }
            if byte == UInt8(ascii: "(") { depth += 1 }
            if byte == UInt8(ascii: ")") { depth -= 1 }
            if depth < 0 { return false }
            position += 1
        }
        return depth == 0 && !text.contains("__attribute__") && !text.contains("asm")
    }

    /// Whether it uses a macro that has to do with `_IO`, `_IOR` and so on by its name.
    private static func mayBeIoctl(_ text: String) -> Bool {
        let name = text.utf8.drop { $0 == UInt8(ascii: "(") }.prefix(while: CLexer.isOfName)
        let rest = text.utf8[name.endIndex...].drop { $0 == 32 }
        return rest.first == UInt8(ascii: "(") && String(Substring(name)).contains("IO")
    }
}
