import ABIModel
import CProgram
import LibClang
import SourceText

/// Knows a warning or bug entry when it sees what the macro left of it: inline assembly, or a call of
/// one of the functions that print the warning.
///
/// The event is named after the macro as it was written. Where that macro is one of the unit's own
/// (`#define CHECK(x) WARN_ON(x)`), the macros in its definition are looked through.
final class EventRecognition {
    private let unit: TranslationUnit
    private let texts: SourceTexts
    private let site: (SourceLocation) -> SourceSite
    private lazy var definitions = readDefinitions()

    init(unit: TranslationUnit, texts: SourceTexts, site: @escaping (SourceLocation) -> SourceSite) {
        self.unit = unit
        self.texts = texts
        self.site = site
    }

    /// Whether a function is one of those that the generic `WARN` family calls. `__warn_printk` is not
    /// one: it prints the text, and a trap of its own follows (asm-generic/bug.h).
    static func isEvent(call name: String) -> Bool {
        ["warn_slowpath_fmt", "warn_slowpath_null", "__warn"].contains(name)
    }

    /// The event whose remains stand at a cursor.
    func event(at cursor: Cursor, taint: Int64? = nil) -> Event {
        event(named: macro(at: cursor), cursor, taint)
            ?? Event(kind: .warn, macro: "WARN", site: site(cursor.location), taint: taint)
    }

    /// The event whose trap an assembly statement is; nil for other assembly, be it the condition's.
    func event(ofAssembly cursor: Cursor, _ text: AssemblyText) -> Event? {
        text.isTrap ? event(named: macro(at: cursor), cursor, nil) : nil
    }

    // MARK: Names

    /// Whether a macro is of the warning or bug family by its name.
    static func isEventMacro(_ name: String) -> Bool {
        let parts = name.uppercased() == name ? name : name.replacing("dev_", with: "")
        return parts.contains("WARN") || (parts.contains("BUG") && !parts.contains("DEBUG"))
    }

    private func event(named name: String?, _ cursor: Cursor, _ taint: Int64?) -> Event? {
        guard let name else { return nil }
        return Event(
            kind: name.contains("WARN") ? .warn : .bug, macro: name, site: site(cursor.location),
            isOnce: name.contains("ONCE"), taint: taint)
    }

    /// The macro of the family that a cursor came from, or nil.
    private func macro(at cursor: Cursor) -> String? {
        // Where the word is no macro, the statement or call itself stands there.
        let outer = texts.word(at: cursor.location)
        guard !outer.isEmpty, !outer.contains("asm"), outer != cursor.spelling else { return nil }
        var seen: Set = [outer]
        var open = [outer]
        while !open.isEmpty {
            let name = open.removeFirst()
            if Self.isEventMacro(name) { return name }
            for used in definitions[name] ?? [] where definitions[used] != nil && seen.insert(used).inserted {
                open.append(used)
            }
        }
        return nil
    }

    /// The names that each macro's definition mentions. Needed only for an event behind a macro that
    /// is not of the family.
    private func readDefinitions() -> [String: [String]] {
        var result: [String: [String]] = [:]
        unit.cursor.forEachChild { cursor in
            guard cursor.kind == .macroDefinition else { return }
            let extent = cursor.extent
            guard extent.start.file == extent.end.file, extent.start.offset < extent.end.offset else {
                return
            }
            let bytes = texts.bytes(extent.start.file)
            guard extent.end.offset <= bytes.count else { return }
            let words = bytes[extent.start.offset..<extent.end.offset].split { !CLexer.isOfName($0) }
            result[cursor.spelling] = words.dropFirst().map { String(decoding: $0, as: UTF8.self) }
        }
        return result
    }
}
