/// A C function: prototype or definition.
public struct Function: Codable, Hashable, Sendable {
    /// How far its name is seen.
    public enum Linkage: String, Codable, Hashable, Sendable {
        /// Any unit can call it.
        case external
        /// `static`, one unit only.
        case `static`
        /// `static inline` in a header: every unit has its own.
        case inline
    }

    /// One parameter.
    public struct Parameter: Codable, Hashable, Sendable {
        /// Its name; "" where the prototype has none.
        public var name: String
        /// Its type as written.
        public var type: String
        /// The type with typedefs looked through, where that differs; nil also where it was not asked for.
        public var canonicalType: String?

        /// Makes a parameter.
        public init(name: String, type: String, canonicalType: String? = nil) {
            self.name = name
            self.type = type
            self.canonicalType = canonicalType == type ? nil : canonicalType
        }
    }

    /// What an inline function gives back, as far as its body tells without running it.
    public enum Result: Codable, Hashable, Sendable {
        /// The body is empty, or returns nothing.
        case nothing
        /// The body is `return CONSTANT;`, with the constant's value.
        case value(Int64)
        /// Any other body: its tokens, one space between two.
        case computed(String)
    }

    /// An `EXPORT_SYMBOL…` line.
    public struct Export: Codable, Hashable, Sendable {
        /// The macro: `EXPORT_SYMBOL_GPL`.
        public var macro: String
        /// The namespace of the `_NS` forms.
        public var namespace: String?

        /// Makes an export.
        public init(macro: String, namespace: String? = nil) {
            self.macro = macro
            self.namespace = namespace
        }
    }

    /// Where it is declared.
    public var site: SourceSite

    /// What a patch elsewhere in the file leaves as it is. The states of a tree share it: a function is copied and
    /// compared many times, and has a dozen parts.
    var shared: Shared

    /// Makes a function from its parts.
    public init(
        name: String, returnType: String, canonicalReturnType: String? = nil, parameters: [Parameter],
        isVariadic: Bool = false, linkage: Linkage, isDefinition: Bool, attributes: [String]? = nil,
        export: Export? = nil,
        result: Result? = nil,
        guard: String? = nil, documentation: KernelDoc? = nil, site: SourceSite
    ) {
        self.site = site
        shared = Shared(
            Content(
                name: name, returnType: returnType,
                canonicalReturnType: canonicalReturnType == returnType ? nil : canonicalReturnType,
                parameters: parameters, isVariadic: isVariadic,
                linkage: linkage, isDefinition: isDefinition, attributes: attributes, export: export,
                result: result,
                guard: `guard`, documentation: documentation))
    }

    /// Its name.
    public var name: String {
        get { shared.content.name }
        set { change { $0.name = newValue } }
    }
    /// What it gives back, as written.
    public var returnType: String {
        get { shared.content.returnType }
        set { change { $0.returnType = newValue } }
    }
    /// ``returnType`` with typedefs looked through, where that differs; nil also where it was not asked for.
    public var canonicalReturnType: String? {
        get { shared.content.canonicalReturnType }
        set { change { $0.canonicalReturnType = newValue } }
    }
    /// Its parameters in order.
    public var parameters: [Parameter] {
        get { shared.content.parameters }
        set { change { $0.parameters = newValue } }
    }
    /// Whether it takes `...`.
    public var isVariadic: Bool {
        get { shared.content.isVariadic }
        set { change { $0.isVariadic = newValue } }
    }
    /// How far its name is seen.
    public var linkage: Linkage {
        get { shared.content.linkage }
        set { change { $0.linkage = newValue } }
    }
    /// Whether a body was seen.
    public var isDefinition: Bool {
        get { shared.content.isDefinition }
        set { change { $0.isDefinition = newValue } }
    }
    /// What it is beside its type (``DeclarationAttribute``), sorted: its calling convention, its symbol. nil where it
    /// was not asked for.
    public var attributes: [String]? {
        get { shared.content.attributes }
        set { change { $0.attributes = newValue } }
    }
    /// Its `EXPORT_SYMBOL…`, where the unit has one.
    public var export: Export? {
        get { shared.content.export }
        set { change { $0.export = newValue } }
    }
    /// For an inline function, what its body gives back.
    public var result: Result? {
        get { shared.content.result }
        set { change { $0.result = newValue } }
    }
    /// The `#if` condition it stands under; nil at top level.
    public var `guard`: String? {
        get { shared.content.guard }
        set { change { $0.guard = newValue } }
    }
    /// Its kernel-doc comment.
    public var documentation: KernelDoc? {
        get { shared.content.documentation }
        set { change { $0.documentation = newValue } }
    }

    /// The prototype in one line: `int f(struct device *dev, void *owner)`.
    public var signature: String {
        var words = parameters.map { $0.type.declaring($0.name) }
        if isVariadic { words.append("...") }
        return returnType.declaring(name) + "(" + (words.isEmpty ? "void" : words.joined(separator: ", "))
            + ")"
    }

    /// The prototype without parameter names: what a caller depends on.
    public var callType: String {
        returnType.asResultType + "("
            + (parameters.map(\.type.asParameterType) + (isVariadic ? ["..."] : [])).joined(separator: ", ")
            + ")"
    }
}

extension String {
    /// A C type with a name put where C wants it: after it, behind the `*`, inside `(*)`, before `[`.
    public func declaring(_ name: String) -> String {
        guard !name.isEmpty else { return self }
        if let inside = placeInPointer {
            return String(self[..<inside]) + name + self[inside...]
        }
        if let bracket = utf8.firstIndex(of: UInt8(ascii: "[")) {
            let head = self[..<bracket]
            return head.trimmingTrailingSpaces + " " + name + self[bracket...]
        }
        return utf8.last == UInt8(ascii: "*") ? self + name : self + " " + name
    }

    /// The place behind the first `(*`; nil where there is none.
    private var placeInPointer: Index? {
        var start = startIndex
        while let open = utf8[start...].firstIndex(of: UInt8(ascii: "(")) {
            start = utf8.index(after: open)
            if start < endIndex, utf8[start] == UInt8(ascii: "*") { return utf8.index(after: start) }
        }
        return nil
    }
}

extension Substring {
    fileprivate var trimmingTrailingSpaces: String {
        var copy = self
        while copy.last == " " { copy.removeLast() }
        return String(copy)
    }
}
