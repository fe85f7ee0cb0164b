extension ExactPatch {
    /// Lays hunks over a text; nil where one is not found with so much context, or the text is git's to do.
    static func apply(_ hunks: [Hunk], to text: [UInt8], leastContext: Int) -> Change? {
        if let change = applyInPlace(hunks, to: text) { return change }
        guard var lines = Lines(text) else { return nil }
        var change = Change(text: [], offset: 0)
        for hunk in hunks {
            guard let found = lines.lay(hunk, leastContext: leastContext) else { return nil }
            change.offset = max(change.offset, found.offset)
            if let context = found.context {
                change.leastContext = min(change.leastContext ?? .max, context)
            }
        }
        change.text = lines.text
        return change
    }

    /// Those hunks that are not found whole, while the others are laid over the text.
    static func missing(_ hunks: [Hunk], in text: [UInt8]) -> [Hunk] {
        guard var lines = Lines(text) else { return hunks }
        return hunks.filter { lines.lay($0, leastContext: .max) == nil }
    }

    /// The same as ``apply(_:to:leastContext:)`` where every hunk stands where its header says, as most do: the lines
    /// between need not be told apart then. Nil where one does not, or has to stand at the beginning or the end.
    private static func applyInPlace(_ hunks: [Hunk], to text: [UInt8]) -> Change? {
        guard text.last == 10 else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(text.count + 4096)
        var position = 0
        /// How many lines are before the position, before and after the patch.
        var (old, new) = (0, 0)
        for hunk in hunks {
            guard hunk.old > 1, hunk.trailing > 0, hunk.old - 1 >= old, hunk.new - hunk.old == new - old
            else { return nil }
            let start = position
            while old < hunk.old - 1 {
                guard let end = text[position...].firstIndex(of: 10) else { return nil }
                position = end + 1
                old += 1
                new += 1
            }
            result += text[start..<position]
            for line in hunk.before {
                let end = position + line.count
                guard end < text.count, text[end] == 10, text[position..<end].elementsEqual(line) else {
                    return nil
                }
                position = end + 1
            }
            for line in hunk.after {
                result += line
                result.append(10)
            }
            old += hunk.before.count
            new += hunk.after.count
        }
        return Change(text: result + text[position...], offset: 0)
    }

    /// A text on its way.
    private struct Lines {
        private var lines: [ArraySlice<UInt8>]
        /// Whether a hunk has been there: another one is not looked for in it.
        private var isPatched: [Bool]

        /// A text without a line break at its end is git's to do.
        init?(_ text: [UInt8]) {
            guard text.last == 10 else { return nil }
            lines = text.dropLast().split(separator: 10, omittingEmptySubsequences: false)
            isPatched = [Bool](repeating: false, count: lines.count)
        }

        var text: [UInt8] {
            var text: [UInt8] = []
            text.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
            for line in lines {
                text += line
                text.append(10)
            }
            return text
        }

        /// Puts a hunk in its place; nil where it has none.
        ///
        /// - Returns: how far that is from where it says, in lines, and how many lines of context are left on its
        ///   shorter side, where some had to go.
        mutating func lay(_ hunk: Hunk, leastContext: Int) -> (offset: Int, context: Int?)? {
            var (before, after) = (hunk.before[...], hunk.after[...])
            var (leading, trailing) = (hunk.leading, hunk.trailing)
            var start = hunk.new - 1
            // A hunk for the first line stands there, one that ends in a change at the end.
            var (isFirst, isLast) = (hunk.old == 1, trailing == 0)
            while true {
                if let place = place(of: before, from: start, isFirst, isLast) {
                    let range = place..<place + before.count
                    lines.replaceSubrange(range, with: after)
                    isPatched.replaceSubrange(range, with: repeatElement(true, count: after.count))
                    let isWhole = leading == hunk.leading && trailing == hunk.trailing
                    return (abs(place - start), isWhole ? nil : min(leading, trailing))
                }
                guard leading > leastContext || trailing > leastContext else { return nil }
                if isFirst || isLast {
                    (isFirst, isLast) = (false, false)
                    continue
                }
                if leading >= trailing {
                    (before, after) = (before.dropFirst(), after.dropFirst())
                    leading -= 1
                    start -= 1
                }
                if trailing > leading {
                    (before, after) = (before.dropLast(), after.dropLast())
                    trailing -= 1
                }
            }
        }

        /// The index of the line where some lines stand: from a line on, else the nearest, after before before.
        private func place(
            of wanted: ArraySlice<ArraySlice<UInt8>>, from line: Int, _ isFirst: Bool, _ isLast: Bool
        ) -> Int? {
            func stands(at place: Int) -> Bool {
                let end = place + wanted.count
                return end <= lines.count && (!isFirst || place == 0) && (!isLast || end == lines.count)
                    && !isPatched[place..<end].contains(true)
                    && zip(lines[place..<end], wanted).allSatisfy { $0.elementsEqual($1) }
            }
            var start = line
            if isFirst { start = 0 } else if isLast { start = lines.count - wanted.count }
            if !(0...lines.count).contains(start) { start = lines.count }
            if stands(at: start) { return start }
            for distance in 1...max(1, lines.count) {
                if start + distance <= lines.count, stands(at: start + distance) { return start + distance }
                if start >= distance, stands(at: start - distance) { return start - distance }
            }
            return nil
        }
    }
}
