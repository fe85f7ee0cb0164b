extension Execution {
    /// The bytes of a C string without the final zero.
    func bytes(of text: Value, atMost limit: Int = .max) throws(Stop) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            switch try read(text, at: bytes.count, .integer(bits: 8, signed: false)) {
            case .integer(0): return bytes
            case .integer(let byte): bytes.append(UInt8(truncatingIfNeeded: byte))
            default: throw .undefined("a string that nobody has written is read")
            }
        }
        return bytes
    }

    /// Writes bytes and a zero.
    mutating func write(_ bytes: [UInt8], to place: Value) throws(Stop) {
        for (offset, byte) in (bytes + [0]).enumerated() {
            try write(place, at: offset, .integer(Int64(byte)), .integer(bits: 8, signed: false))
        }
    }
}

/// Functions that read strings.
struct Strings: Shim {
    static let names = [
        "strlen", "strnlen", "strcmp", "strncmp", "sysfs_streq", "strchr", "strrchr", "strstr",
    ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        switch name {
        case "strlen": return .integer(Int64(try context.bytes(of: arguments.value(0)).count))
        case "strnlen":
            let limit = try arguments.size(1)
            return .integer(Int64(try context.bytes(of: arguments.value(0), atMost: limit).count))
        case "strchr", "strrchr": return try find(name, arguments, context)
        case "strstr":
            let text = try context.bytes(of: arguments.value(0))
            let part = try context.bytes(of: arguments.value(1))
            guard part.count <= text.count else { return .null }
            for start in 0...(text.count - part.count) where text[start...].starts(with: part) {
                return try Arithmetic.offset(arguments.value(0), by: .integer(Int64(start)))
            }
            return .null
        default: return try compare(name, arguments, context)
        }
    }

    private func find(_ name: String, _ arguments: [Value], _ context: ShimContext) throws(Stop) -> Value {
        let text = try context.bytes(of: arguments.value(0)) + [0]
        let byte = UInt8(truncatingIfNeeded: try arguments.number(1))
        guard let place = name == "strchr" ? text.firstIndex(of: byte) : text.lastIndex(of: byte) else {
            return .null
        }
        return try Arithmetic.offset(arguments.value(0), by: .integer(Int64(place)))
    }

    private func compare(_ name: String, _ arguments: [Value], _ context: ShimContext) throws(Stop) -> Value {
        let limit = name == "strncmp" ? try arguments.size(2) : .max
        var left = try context.bytes(of: arguments.value(0), atMost: limit)
        var right = try context.bytes(of: arguments.value(1), atMost: limit)
        let newline = UInt8(ascii: "\n")
        if name == "sysfs_streq" {
            if left.last == newline { left.removeLast() }
            if right.last == newline { right.removeLast() }
            return .boolean(left == right)
        }
        if left == right { return .zero }
        return .integer(left.lexicographicallyPrecedes(right) ? -1 : 1)
    }
}

/// Functions that make strings.
struct StringCopies: Shim {
    static let names = ["kstrdup", "kstrndup", "kstrdup_const", "kasprintf", "strscpy", "strlcpy", "strcpy"]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        switch name {
        case "kstrdup", "kstrndup":
            let text = try arguments.value(0)
            if text.isZero { return .null }
            let limit = name == "kstrndup" ? try arguments.size(1) : .max
            return try copy(name, context.bytes(of: text, atMost: limit), &context)
        case "kstrdup_const":
            let text = try arguments.value(0)
            if text.isZero { return .null }
            if let pointer = text.pointer, pointer.object.region == .program { return text }
            return try copy(name, context.bytes(of: text), &context)
        case "kasprintf": return try format(arguments, &context)
        case "strcpy":
            try context.write(context.bytes(of: arguments.value(1)), to: arguments.value(0))
            return try arguments.value(0)
        default:
            let size = try arguments.size(2)
            let bytes = try context.bytes(of: arguments.value(1))
            // E2BIG: nothing fits.
            guard size > 0 else { return .integer(name == "strscpy" ? -7 : Int64(bytes.count)) }
            try context.write(Array(bytes.prefix(size - 1)), to: arguments.value(0))
            return .integer(name == "strscpy" && bytes.count >= size ? -7 : Int64(bytes.count))
        }
    }

    private func copy(_ name: String, _ bytes: [UInt8], _ context: inout ShimContext) throws(Stop) -> Value {
        let place = try context.allocation(name, Int64(bytes.count + 1), zeroed: false)
        if case .pointer = place { try context.write(bytes, to: place) }
        return place
    }

    /// A formatted string. One that the machine cannot format can be kept and freed, but not read.
    private func format(_ arguments: [Value], _ context: inout ShimContext) throws(Stop) -> Value {
        if let bytes = try formatted(arguments, context) { return try copy("kasprintf", bytes, &context) }
        let place = try context.allocation("kasprintf", 1, zeroed: false)
        if let pointer = place.pointer { context.state.forget(pointer) }
        return place
    }

    private func formatted(_ arguments: [Value], _ context: ShimContext) throws(Stop) -> [UInt8]? {
        let format = try context.bytes(of: arguments.value(1))
        var result: [UInt8] = []
        var argument = 2
        var index = 0
        while index < format.count {
            guard format[index] == UInt8(ascii: "%") else {
                result.append(format[index])
                index += 1
                continue
            }
            index += 1
            while index < format.count, [UInt8(ascii: "l"), UInt8(ascii: "z")].contains(format[index]) {
                index += 1
            }
            guard index < format.count else { return nil }
            let letter = format[index]
            index += 1
            if letter == UInt8(ascii: "%") {
                result.append(letter)
                continue
            }
            guard argument < arguments.count else { return nil }
            let value = arguments[argument]
            argument += 1
            switch (UnicodeScalar(letter), value) {
            case ("s", .pointer): result += try context.bytes(of: value)
            case ("d", .integer(let number)), ("i", .integer(let number)): result += String(number).utf8
            case ("u", .integer(let number)): result += String(UInt64(bitPattern: number)).utf8
            case ("x", .integer(let number)): result += String(UInt64(bitPattern: number), radix: 16).utf8
            default: return nil
            }
        }
        return result
    }
}
