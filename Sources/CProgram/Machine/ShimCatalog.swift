/// The shims that a machine calls in place of C, by name.
public struct ShimCatalog: Sendable {
    private(set) var shims: [any Shim] = []
    private var places: [String: Int] = [:]
    private var patterns: [String: Int] = [:]

    /// No shims.
    public init() {}

    /// The names it has, sorted; `trace_*` is a pattern.
    public var names: [String] { (Array(places.keys) + patterns.keys.map { $0 + "*" }).sorted() }

    /// The names without patterns.
    var exactNames: some Sequence<String> { places.keys }

    /// The catalog with another shim. Names that were there before now mean the new one.
    public func adding(_ shim: some Shim) -> ShimCatalog { adding(shim, names: type(of: shim).names) }

    /// The catalog with another shim for names that are known only now, say `driver:attach_dev`.
    public func adding(_ shim: some Shim, names: [String]) -> ShimCatalog {
        var result = self
        result.shims.append(shim)
        for name in names {
            if name.hasSuffix("*") {
                result.patterns[String(name.dropLast())] = result.shims.count - 1
            } else {
                result.places[name] = result.shims.count - 1
            }
        }
        return result
    }

    /// The catalog without shims for those names: the C of the program runs in their place.
    public func removing(_ names: [String]) -> ShimCatalog {
        var result = self
        for name in names { result.places[name] = nil }
        return result
    }

    /// Whether one of them stands for a function.
    public func stands(for name: String, _ signature: FunctionSignature?) -> Bool {
        place(of: name, signature) != nil
    }

    /// Which shim stands for a function.
    func place(of name: String, _ signature: FunctionSignature?) -> Int? {
        if let place = places[name] { return place }
        guard let result = signature?.result, result == .void || result == .boolean else { return nil }
        let prefix = patterns.keys.filter { name.hasPrefix($0) }.max { $0.count < $1.count }
        return prefix.flatMap { patterns[$0] }
    }
}
