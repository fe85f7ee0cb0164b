import ABIModel

extension ReferenceStub {
    /// Whether a stub does what the reference says.
    enum Agreement: Equatable {
        case yes
        /// It does not; what it does instead, in a few words.
        case no(String)
        /// Its body is beyond us; why, in one sentence.
        case unknown(String)
    }

    /// The stub in a few words: `-ENODEV`, `0 if owner == DMA_OWNER_KERNEL, else -EINVAL`.
    func text(returnType: String) -> String {
        switch self {
        case .nothing: "nothing"
        case .value(let value): Self.text(value, returnType)
        case .zero(let parameter, let constant, let otherwise):
            "0 if \(parameter) == \(constant), else \(Self.text(otherwise, returnType))"
        }
    }

    private static func text(_ value: Int64, _ returnType: String) -> String {
        if returnType == "bool" { return value == 0 ? "false" : "true" }
        return StubBody.errors.first { -$0.value == value }.map { "-\($0.key)" } ?? "\(value)"
    }

    /// Holds an inline function against the reference. A body that asks for a parameter is worked out for
    /// every constant of the parameter's enum.
    func agrees(with function: Function, constants: [Enumeration.Constant]) -> Agreement {
        guard let result = function.result else { return .unknown("the body of the stub was not read") }
        switch (self, result) {
        case (.nothing, .nothing): return .yes
        case (.value(let wanted), .value(let found)) where wanted == found: return .yes
        case (_, .nothing): return .no("nothing")
        case (.zero, .value(let found)), (.value, .value(let found)), (.nothing, .value(let found)):
            return .no(Self.text(found, function.returnType))
        case (.nothing, .computed(let text)), (.value, .computed(let text)): return .no("`\(text)`")
        case (.zero(let parameter, let name, let otherwise), .computed(let text)):
            guard let wanted = constants.first(where: { $0.name == name }) else {
                return .unknown("`\(name)` is not declared in what was read")
            }
            var names = StubBody.errors
            for constant in constants { names[constant.name] = constant.value.signed }
            for constant in constants {
                names[parameter] = constant.value.signed
                guard let value = StubBody.value(of: text, where: names) else {
                    return .unknown("the body `\(text)` of the stub is beyond the reference model")
                }
                if value != (constant.value == wanted.value ? 0 : otherwise) { return .no("`\(text)`") }
            }
            return .yes
        }
    }
}

/// Works out what a stub of a few tokens returns: `if`, `return`, `?:`, `==`, `!=`, `!`, `-` and names.
struct StubBody {
    /// The error numbers that stubs return (`include/uapi/asm-generic/errno-base.h`).
    static let errors: [String: Int64] = [
        "EPERM": 1, "EBUSY": 16, "ENODEV": 19, "EINVAL": 22, "ENOSYS": 38, "EOPNOTSUPP": 95,
    ]

    private var tokens: ArraySlice<Substring>
    private let names: [String: Int64]

    /// The returned value; nil for a body that is more than that.
    static func value(of text: String, where names: [String: Int64]) -> Int64? {
        var body = StubBody(tokens: text.split(separator: " ")[...], names: names)
        guard case .returned(let value)? = body.statements() else { return nil }
        return value
    }

    private enum Outcome {
        case fellThrough
        case returned(Int64)
    }

    private mutating func take(_ token: Substring) -> Bool {
        guard tokens.first == token else { return false }
        tokens.removeFirst()
        return true
    }

    /// Statements up to a closing brace or the end; nil where one is beyond us.
    private mutating func statements() -> Outcome? {
        var outcome = Outcome.fellThrough
        while let next = tokens.first, next != "}" {
            guard let one = statement() else { return nil }
            if case .fellThrough = outcome { outcome = one }
        }
        return outcome
    }

    private mutating func statement() -> Outcome? {
        if take("{") {
            guard let inner = statements(), take("}") else { return nil }
            return inner
        }
        if take("return") {
            guard let value = expression(), take(";") else { return nil }
            return .returned(value)
        }
        guard take("if"), take("("), let condition = expression(), take(")"), let then = statement() else {
            return nil
        }
        var other = Outcome.fellThrough
        if take("else") {
            guard let one = statement() else { return nil }
            other = one
        }
        return condition != 0 ? then : other
    }

    private mutating func expression() -> Int64? {
        guard let condition = comparison() else { return nil }
        guard take("?") else { return condition }
        guard let then = expression(), take(":"), let other = expression() else { return nil }
        return condition != 0 ? then : other
    }

    private mutating func comparison() -> Int64? {
        guard let left = unary() else { return nil }
        if take("==") { return unary().map { left == $0 ? 1 : 0 } }
        if take("!=") { return unary().map { left != $0 ? 1 : 0 } }
        return left
    }

    private mutating func unary() -> Int64? {
        if take("-") { return unary().map { -$0 } }
        if take("!") { return unary().map { $0 == 0 ? 1 : 0 } }
        if take("(") {
            guard let value = expression(), take(")") else { return nil }
            return value
        }
        guard let token = tokens.popFirst() else { return nil }
        return Int64(token) ?? names[String(token)]
    }
}
