import ABIModel
import Phrases

/// The forms that one declaration has after each patch of a series.
struct Timeline {
    /// A declaration in one flavor.
    struct Key: Hashable, Comparable {
        var kind: EntityKind
        var symbol: String
        var scope: String
        var flavor: String

        static func < (left: Key, right: Key) -> Bool {
            (left.kind, left.symbol, left.scope, left.flavor)
                < (right.kind, right.symbol, right.scope, right.flavor)
        }
    }

    /// A form, in text that is equal where nothing differs for users.
    struct Form {
        var text: Phrase
        var surface: Surface
        var site: SourceSite
    }

    /// From the step that breaks to the step that mends; 0 is the base.
    struct Gap {
        var broken: Int
        var mended: Int
    }

    var forms: [Form?]

    init(count: Int) { forms = Array(repeating: nil, count: count) }

    /// Times at which the declaration was there, then was not or was another, then was as before.
    var gaps: [Gap] {
        var result: [Gap] = []
        var index = 1
        while index < forms.count {
            guard let before = forms[index - 1], forms[index]?.text != before.text else {
                index += 1
                continue
            }
            let mended = forms.indices.first { $0 > index && forms[$0]?.text == before.text }
            if let mended {
                result.append(Gap(broken: index, mended: mended))
                index = mended
            }
            index += 1
        }
        return result
    }

    static func forms(of revision: RevisionSnapshot) -> [Key: Form] {
        var result: [Key: Form] = [:]
        for view in revision.flavors {
            collect(view.snapshot) { kind, symbol, scope, text, surface, site in
                result[Key(kind: kind, symbol: symbol, scope: scope, flavor: view.flavor)] =
                    Form(text: text, surface: surface, site: site)
            }
        }
        return result
    }

    private static func collect(
        _ snapshot: Snapshot, _ add: (EntityKind, String, String, Phrase, Surface, SourceSite) -> Void
    ) {
        let surfaces = SurfaceMap(snapshot)
        func scope(_ site: SourceSite) -> String { site.isInUnit ? site.file : "" }
        for enumeration in snapshot.enums {
            let surface = surfaces.surface(of: enumeration.name, at: enumeration.site)
            for constant in enumeration.constants {
                add(
                    .constant, constant.name, scope(enumeration.site), "\(constant.value)", surface,
                    enumeration.site)
            }
        }
        for record in snapshot.records where !record.isForwardDeclaration {
            let surface = surfaces.surface(of: record.name, at: record.site)
            for member in PlacedMember.all(of: record) {
                let width = member.member.bitWidth.map { ":\($0)" } ?? ""
                add(
                    .member, "\(record.typeName).\(member.path)", scope(record.site),
                    "\(TypeText().new(member.member.type) + width)", surface, record.site)
            }
        }
        for function in FunctionEntity.all(in: snapshot) where function.unit == nil {
            let main = function.main
            add(
                .function, function.name, "", "\(TypeText().new(main.callType))",
                surfaces.surface(of: function),
                main.site)
        }
        let functions = Set(snapshot.functions.map(\.name))
        for macro in snapshot.macros where macro.call?.isDefined == true && !functions.contains(macro.name) {
            // To those who call it, it is as good as a function.
            add(
                .function, macro.name, "", "\(code: macro.signature)",
                surfaces.surface(of: macro.name, at: macro.site), macro.site)
        }
        for macro in snapshot.macros where !MacroComparison.isIncludeGuard(macro) {
            add(
                .macro, macro.name, scope(macro.site), MacroPhrasing.plain(macro),
                surfaces.surface(of: macro.name, at: macro.site), macro.site)
        }
        for alias in snapshot.typedefs {
            add(
                .typedef, alias.name, scope(alias.site), "\(TypeText().new(alias.type))",
                surfaces.surface(of: alias.name, at: alias.site), alias.site)
        }
    }
}
