import LibClang

/// Finds the function of `__attribute__((cleanup(f)))`. libclang shows the attribute without a name and
/// without its argument, so both are read where they were written.
struct CleanupAttribute {
    /// What is known of it.
    enum Finding: Equatable {
        /// There is no such attribute.
        case none
        /// The function of that name runs.
        case function(String)
        /// A function runs, but which one is not known.
        case unknown
    }

    let texts: SourceTexts

    /// What is cleaned up by whom; `isFunction` says whether a name is a function's.
    func finding(_ variable: Cursor, isFunction: (String) -> Bool) -> Finding {
        guard variable.hasAttributes else { return .none }
        for attribute in variable.children where attribute.kind == .unexposedAttr {
            let written = attribute.spellingLocation
            let isDirect = written == attribute.location
            let word = texts.word(at: written)
            if ["cleanup", "__cleanup__"].contains(word) {
                let names = isDirect ? arguments(at: written) : names(attribute, variable)
                return names.count == 1 && isFunction(names[0]) ? .function(names[0]) : .unknown
            }
            // Before libclang 19 the place within a macro is not known: the macro's own name decides.
            if isDirect, ["__cleanup", "__free", "CLASS", "guard", "scoped_guard"].contains(word) {
                let names = names(attribute, variable)
                return names.count == 1 && isFunction(names[0]) ? .function(names[0]) : .unknown
            }
        }
        return .none
    }

    /// The names that the kernel's macros of `linux/cleanup.h` make.
    private func names(_ attribute: Cursor, _ variable: Cursor) -> [String] {
        let arguments = arguments(at: attribute.location)
        switch texts.word(at: attribute.location) {
        case "__cleanup": return arguments
        case "__free": return arguments.map { "__free_\($0)" }
        default:
            let type = variable.type.spelling.split(separator: " ").last ?? ""
            guard type.hasPrefix("class_"), type.hasSuffix("_t") else { return [] }
            return [type.dropLast("_t".count) + "_destructor"]
        }
    }

    /// The identifiers in the parentheses that follow a place.
    private func arguments(at location: SourceLocation) -> [String] {
        guard let text = texts.parenthesized(at: location) else { return [] }
        return text.drop { $0 != UInt8(ascii: "(") }.split { !SourceTexts.isWordByte($0) }
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
