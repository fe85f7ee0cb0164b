import SourceText

/// What a file begins with: its include guard, then `#include`, `#define` and `#undef` lines with comments
/// between them, up to the first declaration.
///
/// Where a precompiled header holds that beginning, the rest of the file is what follows it; every byte stays at
/// its place.
struct PreambleText {
    /// How clang comes to a file.
    enum Role {
        /// It is the unit's main file. Conditions end its beginning, since it is told which of its lines they
        /// take out.
        case main
        /// An `#include` leads there. It must have a guard, conditions around `#include`s are part of its
        /// beginning.
        ///
        /// `isBesideMain` says whether a name in quotes means the same there as in the main file.
        case included(isBesideMain: Bool)
    }

    /// An `#include`.
    struct Include: Hashable {
        /// Its line, counted from 1.
        var line: Int
        /// The offset in bytes of its `#`.
        var start: Int
        /// The offset in bytes just after it and its line break.
        var end: Int
        /// The conditions that it stands under, but for the guard, outermost first.
        fileprivate var conditions: [Condition]
    }

    /// A condition whose `#endif` is not reached yet.
    fileprivate struct Condition: Hashable {
        /// Its first directive, in bytes.
        var opening: Range<Int>
        /// Its `#else`.
        var alternative: Range<Int>?
        /// Whether it has an `#elif`: nothing can end within it.
        var isLadder = false
    }

    /// The include guard: its directives, in bytes, and its name.
    private struct Guard {
        var opening: Range<Int>
        var definition: Range<Int>
        var name: String
    }

    /// The `#include`s after which, or before which, a beginning may end, in order.
    private(set) var includes: [Include] = []
    private let bytes: [UInt8]
    private let isMain: Bool
    private var includeGuard: Guard?

    init(_ text: String, _ role: Role = .main) {
        let source = CLexer(Array(text.utf8))
        bytes = source.bytes
        var mayQuote = true
        switch role {
        case .main: isMain = true
        case .included(let isBesideMain): (isMain, mayQuote) = (false, isBesideMain)
        }
        var position = 0
        if let (opening, definition) = source.includeGuard {
            includeGuard = Guard(opening: opening.range, definition: definition.range, name: opening.name)
            position = definition.range.upperBound
        }
        guard isMain || includeGuard != nil else { return }
        var conditions: [Condition] = []
        var (line, counted) = (1, 0)
        while let directive = source.nextDirective(from: position) {
            position = directive.range.upperBound
            line += bytes[counted..<directive.range.lowerBound].count { $0 == 10 }
            counted = directive.range.lowerBound
            switch directive.word {
            case "include" where directive.include.map({ mayQuote || !$0.isQuoted }) == true:
                guard !conditions.contains(where: \.isLadder) else { break }
                includes.append(
                    Include(
                        line: line, start: directive.range.lowerBound, end: position,
                        conditions: conditions))
            case "define", "undef": break
            case "if" where !isMain && !Self.asksWhereItStands(directive), "ifdef" where !isMain,
                "ifndef" where !isMain:
                conditions.append(Condition(opening: directive.range))
            case "elif" where !conditions.isEmpty && !Self.asksWhereItStands(directive):
                conditions[conditions.count - 1].isLadder = true
            case "else" where !conditions.isEmpty:
                conditions[conditions.count - 1].alternative = directive.range
            case "endif" where !conditions.isEmpty: conditions.removeLast()
            default: return
            }
        }
    }

    /// Whether a condition depends on the file that it stands in.
    private static func asksWhereItStands(_ directive: CDirective) -> Bool {
        let text = String(decoding: directive.rest, as: UTF8.self)
        return ["__INCLUDE_LEVEL__", "__has_include", "__FILE", "__LINE__", "__BASE_FILE__"]
            .contains(where: text.contains)
    }

    /// The `#include` at a line.
    func include(atLine line: Int) -> Include? { includes.first { $0.line == line } }

    /// The `#include` at an offset in bytes.
    func include(at offset: Int) -> Include? { includes.first { $0.start == offset } }

    /// What stands between two offsets in bytes, as a text of its own in which every byte is at its place: what
    /// stands before is blank, and the conditions that are open at the end are closed.
    ///
    /// While it is read, the guard's name is defined as it would be; at the end it is not any more, where the
    /// file itself is still to be included.
    ///
    /// - Parameter mark: what stands at the end, before conditions are closed.
    func beginning(from start: Int = 0, to end: Int, mark: String = "") -> String {
        var text = Array((start == 0 ? bytes : blanked(to: start))[..<end])
        var closing = mark + String(repeating: "\n#endif", count: conditions(at: end).count)
        if let includeGuard {
            if isMain { Self.write(Self.always, over: includeGuard.opening, in: &text) }
            closing += "\n#endif"
            if !isMain { closing += "\n#undef \(includeGuard.name)" }
        }
        return String(decoding: text, as: UTF8.self) + closing + "\n"
    }

    /// The whole text with what stands before an offset in bytes blank.
    func rest(after length: Int) -> String { String(decoding: blanked(to: length), as: UTF8.self) }

    // MARK: The text

    private static let always = Array("#if 1".utf8)
    private static let never = Array("#if 0".utf8)
    private static let otherwise = Array("#else".utf8)

    /// The conditions that are open before an `#include` that begins at an offset: the branch that it stands in
    /// is read, or nothing would end there.
    private func conditions(at offset: Int) -> [Condition] { include(at: offset)?.conditions ?? [] }

    private func blanked(to length: Int) -> [UInt8] {
        var text = bytes
        Self.write([], over: 0..<length, in: &text)
        if let includeGuard {
            if isMain {
                // Its `#endif` stands at the end of the text, and the name is defined by now.
                Self.write(Self.always, over: includeGuard.opening, in: &text)
            } else {
                for range in [includeGuard.opening, includeGuard.definition] {
                    text.replaceSubrange(range, with: bytes[range])
                }
            }
        }
        for condition in conditions(at: length) {
            let isFirstBranch = condition.alternative == nil
            Self.write(isFirstBranch ? Self.always : Self.never, over: condition.opening, in: &text)
            condition.alternative.map { Self.write(Self.otherwise, over: $0, in: &text) }
        }
        return text
    }

    /// Puts a directive in the place of another; line breaks stay.
    private static func write(_ directive: [UInt8], over range: Range<Int>, in text: inout [UInt8]) {
        for index in range where text[index] != 10 { text[index] = 32 }
        for (offset, byte) in directive.enumerated() { text[range.lowerBound + offset] = byte }
    }
}
