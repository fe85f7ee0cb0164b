import ABIModel
import CProgram

/// Compares what the variables of two programs hold at first, and where functions and variables lie.
///
/// A function that a table points to is compared by its name: whether it does the same is its own verdict.
public struct VariableComparer {
    /// A variable, one side of which could not be read.
    public struct Unread: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Why.
        public var reason: String
        /// Where it is declared.
        public var site: SourceSite
    }

    private let old: Program
    private let new: Program
    private let isWanted: (String) -> Bool

    /// What differs, by name, then in the order of the new layout.
    public private(set) var differences: [VariableDifference] = []
    /// What cannot be told.
    public private(set) var unread: [Unread] = []
    /// Functions and variables that lie elsewhere, or stand for something else, by name.
    public private(set) var placements: [PlacementDifference] = []
    /// What takes effect by lying in a section of its own: a module's parameters and texts, initcalls, PCI fixups.
    public private(set) var registrations: [RegistrationDifference] = []

    /// Compares two programs.
    ///
    /// - Parameter isWanted: whether what a file declares is asked for, by its name on the new side.
    public init(old: Program, new: Program, in isWanted: @escaping (String) -> Bool) {
        self.old = old
        self.new = new
        self.isWanted = isWanted
        compareContents()
        comparePlacements()
        let comparer = RegistrationComparer(old: old, new: new, in: isWanted)
        registrations = comparer.differences
        unread += comparer.unread.map { one in
            Unread(name: one.name, reason: one.content.doubt ?? "", site: one.site)
        }
    }

    private func isAsked(_ site: SourceSite?) -> Bool { site.map { isWanted($0.file) } ?? false }

    // MARK: Contents

    private mutating func compareContents() {
        let readers = (ContentReader(program: old), ContentReader(program: new))
        for name in new.globals.keys.sorted() {
            guard let left = old.globals[name], let right = new.globals[name], isAsked(right.site),
                !name.contains("#"), !name.hasPrefix("__UNIQUE_ID"), !Registration.isOne(name, right),
                !Sections.isBookkeeping(right), !Sections.isBookkeeping(left),
                left.initializer != right.initializer || left.bytes != right.bytes
                    || mayDiffer(left, right),
                let before = readers.0.content(of: left), let after = readers.1.content(of: right)
            else { continue }
            let none = SourceSite(file: "", line: 0)
            if let reason = before.gap ?? after.gap {
                unread.append(Unread(name: name, reason: reason, site: right.site ?? none))
                continue
            }
            let entries = Self.entries(before, after)
            let doubts = entries.lazy.flatMap(\.parts).compactMap { $0.old.doubt ?? $0.new.doubt }
            if let reason = doubts.first {
                unread.append(Unread(name: name, reason: reason, site: right.site ?? none))
            }
            for difference in entries {
                let parts = difference.parts.filter { $0.old.doubt == nil && $0.new.doubt == nil }
                guard !parts.isEmpty || difference.parts.isEmpty else { continue }
                differences.append(
                    VariableDifference(
                        name: name, oldSite: left.site ?? none, newSite: right.site ?? none,
                        entry: difference.entry, change: difference.change, parts: parts))
            }
        }
    }

    /// Whether two initialisers of one text may hold something else: a part was not lowered, or leads to a literal, whose
    /// contents stand elsewhere.
    private func mayDiffer(_ left: GlobalVariable, _ right: GlobalVariable) -> Bool {
        func mayDiffer(_ value: Expression) -> Bool {
            switch value.kind {
            case .unsupported: return true
            case .global(let name):
                // A literal is no variable: its owner's comparison is the only one that looks at it.
                guard let after = new.globals[name], after.site == nil else { return false }
                return old.globals[name] != after
                    || after.initializer?.contains { mayDiffer($0.value) } == true
            default: return value.operands.contains(where: mayDiffer)
            }
        }
        return right.initializer?.contains { mayDiffer($0.value) } == true
    }

    /// What two contents have different, entry by entry.
    static func entries(
        _ old: InitialContent, _ new: InitialContent
    ) -> [(entry: String, change: VariableDifference.Change, parts: [VariableDifference.Part])] {
        var result: [(entry: String, change: VariableDifference.Change, parts: [VariableDifference.Part])] =
            []
        for difference in ContentComparison(old, new).differences {
            let part = VariableDifference.Part(
                path: difference.path, old: difference.old, new: difference.new)
            let change = change(difference)
            if let last = result.indices.last, result[last].entry == difference.entry,
                result[last].change == change
            {
                result[last].parts.append(part)
            } else {
                result.append((difference.entry, change, [part]))
            }
        }
        if let end = lostTerminator(old, new) {
            result.append((end, .unterminated, []))
        }
        return result
    }

    private static func change(_ difference: ContentComparison.Difference) -> VariableDifference.Change {
        func isNumber(_ content: InitialContent) -> Bool {
            if case .number = content { !difference.isSingle } else { false }
        }
        // A number that is left out is zero; it is not gone.
        if difference.new.isNothing { return isNumber(difference.old) ? .changed : .removed }
        if difference.old.isNothing { return isNumber(difference.new) ? .changed : .added }
        return .changed
    }

    /// Where a table of records ended in an empty one and does not any more.
    private static func lostTerminator(_ old: InitialContent, _ new: InitialContent) -> String? {
        guard case .list(let before) = old, case .list(let after) = new, before.count > 1,
            before.contains(where: { if case .record = $0 { true } else { false } }),
            before.last?.isNothing == true, after.last?.isNothing == false
        else { return nil }
        return "[\(after.count)]"
    }

    // MARK: Placement

    private mutating func comparePlacements() {
        for (name, body) in new.functions.sorted(by: { $0.key < $1.key }) where isAsked(body.site) {
            guard let before = old.functions[name] else { continue }
            note(name, true, before.signature.attributes, body.signature.attributes, body.site)
        }
        for (name, variable) in new.globals.sorted(by: { $0.key < $1.key }) where isAsked(variable.site) {
            guard let before = old.globals[name], let site = variable.site,
                !Registration.isOne(name, variable),
                !Registration.isOne(name, before), !name.contains("#"), !name.hasPrefix("__UNIQUE_ID"),
                !Sections.isBookkeeping(variable), !Sections.isBookkeeping(before)
            else { continue }
            note(name, false, before.attributes, variable.attributes, site)
        }
    }

    private mutating func note(
        _ name: String, _ isFunction: Bool, _ old: [String], _ new: [String], _ site: SourceSite
    ) {
        guard old != new else { return }
        placements.append(
            PlacementDifference(
                name: name, isFunction: isFunction, old: old.filter { !new.contains($0) },
                new: new.filter { !old.contains($0) }, site: site))
    }
}

/// A function or variable that lies elsewhere, or stands for something else.
public struct PlacementDifference: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Whether it is a function.
    public var isFunction: Bool
    /// The attributes that it had, in C's words: `section(".init.text")`, `weak`.
    public var old: [String]
    /// Those that it has now.
    public var new: [String]
    /// Where it is.
    public var site: SourceSite
}
