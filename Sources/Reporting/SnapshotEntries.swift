import ABIModel
import Drift

/// A revision as the JSON report has it: the entities of all flavors in one list, each with the flavors that
/// declare it in that form.
struct RevisionEntry: Encodable {
    struct Entities: Encodable {
        var enums: [EnumEntry]
        var records: [RecordEntry]
        var functions: [FunctionEntry]
        var macros: [MacroEntry]
        var typedefs: [TypedefEntry]
        var variables: [VariableEntry]
    }

    var label: String
    var snapshot: Entities

    init(_ revision: RevisionSnapshot) {
        label = revision.name
        func merged<Element: Hashable, Entry: FlavoredEntry>(
            _ list: (Snapshot) -> [Element], _ make: (Element) -> Entry
        ) -> [Entry] {
            var flavors: [Element: [String]] = [:]
            var order: [Element] = []
            for view in revision.flavors {
                for element in list(view.snapshot) {
                    if flavors[element] == nil { order.append(element) }
                    flavors[element, default: []].append(view.flavor)
                }
            }
            return order.map { element in
                var entry = make(element)
                entry.flavors = flavors[element] ?? []
                return entry
            }.sorted { left, right in
                if left.name != right.name { return left.name < right.name }
                if left.site != right.site { return left.site < right.site }
                return left.flavors.joined() < right.flavors.joined()
            }
        }
        snapshot = Entities(
            enums: merged(\.enums, EnumEntry.init), records: merged(\.records, RecordEntry.init),
            functions: merged(\.functions, FunctionEntry.init), macros: merged(\.macros, MacroEntry.init),
            typedefs: merged(\.typedefs, TypedefEntry.init),
            variables: merged(\.variables, VariableEntry.init))
    }
}

/// An entity that carries the flavors it was seen in.
protocol FlavoredEntry: Encodable {
    var name: String { get }
    var site: SourceSite { get }
    var flavors: [String] { get set }
}

struct EnumEntry: FlavoredEntry {
    var name: String
    var underlyingType: String
    var constants: [Enumeration.Constant]
    var `guard`: String?
    var site: SourceSite
    var flavors: [String] = []

    init(_ value: Enumeration) {
        name = value.name
        underlyingType = value.underlyingType
        constants = value.constants
        `guard` = value.guard
        site = value.site
    }
}

struct RecordEntry: FlavoredEntry {
    struct MemberEntry: Encodable {
        var name: String
        var type: String
        var offsetBits: Int
        var sizeBits: Int
        var bitWidth: Int?
        var isFlexibleArray: Bool?
        var members: [MemberEntry]?

        init(_ member: Member) {
            name = member.name
            type = member.type
            offsetBits = member.offsetBits
            sizeBits = member.sizeBits
            bitWidth = member.bitWidth
            isFlexibleArray = member.isFlexibleArray ? true : nil
            members = member.record?.members.map(MemberEntry.init)
        }
    }

    var name: String
    var kind: Record.Kind
    var sizeBytes: Int?
    var alignBytes: Int?
    var isPacked: Bool?
    var members: [MemberEntry]
    var `guard`: String?
    var site: SourceSite
    var flavors: [String] = []

    init(_ value: Record) {
        name = value.name
        kind = value.kind
        sizeBytes = value.sizeBytes
        alignBytes = value.alignBytes
        isPacked = value.isPacked ? true : nil
        members = value.members.map(MemberEntry.init)
        `guard` = value.guard
        site = value.site
    }
}

struct FunctionEntry: FlavoredEntry {
    var name: String
    var signature: String
    var linkage: Function.Linkage
    var export: String?
    var namespace: String?
    var isDefinition: Bool
    /// What an inline function gives back: `nothing`, an errno name or a number, or its tokens.
    var result: String?
    var `guard`: String?
    var site: SourceSite
    var flavors: [String] = []

    init(_ value: Function) {
        name = value.name
        signature = value.signature
        linkage = value.linkage
        export = value.export?.macro
        namespace = value.export?.namespace
        isDefinition = value.isDefinition
        switch value.result {
        case .computed(let text): result = text
        case let other: result = other?.shortText
        }
        `guard` = value.guard
        site = value.site
    }
}

struct MacroEntry: FlavoredEntry {
    var name: String
    /// Those of a macro that takes arguments.
    var parameters: [String]?
    /// The value: a number in decimal, a string in quotes, or the replacement's text.
    var value: String
    var kind: String
    var `guard`: String?
    var site: SourceSite
    var flavors: [String] = []

    init(_ macro: Macro) {
        name = macro.name
        parameters = macro.call?.parameters
        switch macro.value {
        case .integer(let number): (value, kind) = ("\(number)", "integer")
        case .string(let text): (value, kind) = ("\"\(text)\"", "string")
        case .text(let text): (value, kind) = (text, "text")
        }
        `guard` = macro.guard
        site = macro.site
    }
}

struct TypedefEntry: FlavoredEntry {
    var name: String
    var type: String
    var `guard`: String?
    var site: SourceSite
    var flavors: [String] = []

    init(_ value: Typedef) {
        name = value.name
        type = value.type
        `guard` = value.guard
        site = value.site
    }
}

struct VariableEntry: FlavoredEntry {
    var name: String
    var type: String
    var export: String?
    var `guard`: String?
    var site: SourceSite
    var flavors: [String] = []

    init(_ value: Variable) {
        name = value.name
        type = value.type
        export = value.export?.macro
        `guard` = value.guard
        site = value.site
    }
}
