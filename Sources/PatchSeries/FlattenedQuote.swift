/// The quote depths of a mail whose line ends were lost.
///
/// The marks of an empty quoted line run together with those of the line after it: `> > > > > text` may be an
/// empty line of depth 2 and text of depth 3, or text of depth 5. Which it is follows from the lines around:
/// the reading of the whole quote in which the fewest unlikely things happen is taken.
struct FlattenedQuote {
    /// A line with all the marks that stand before it.
    struct Line {
        var marks: Int
        var text: String
    }

    /// A line with its depth, and the depths of the empty lines above it.
    struct Reading: Hashable {
        var depth: Int
        var blanks: [Int]
    }

    /// How the marks of each line are read, in order.
    private(set) var readings: [Reading] = []

    private struct State {
        var cost: Double
        var reading: Reading
        var previous: Int
    }

    init(_ lines: [Line]) {
        guard !lines.isEmpty else { return }
        // For each line, the best way to each depth: a shortest path through the lines.
        var table: [[Int: State]] = []
        var known = 0
        for (index, line) in lines.enumerated() {
            let before = index > 0 ? lines[index - 1] : nil
            if let before, Self.isAttribution(before.text) { known += 1 }
            var states: [Int: State] = [:]
            let starts = index > 0 ? table[index - 1].sorted { $0.key < $1.key } : []
            let previous = starts.isEmpty ? [(depth: 0, cost: 0.0)] : starts.map { ($0.key, $0.value.cost) }
            for (depth, cost) in previous {
                for (reading, extra) in Self.readings(of: line, after: before, at: depth, deepest: known) {
                    let total = cost + extra
                    if states[reading.depth].map({ total < $0.cost }) != false {
                        states[reading.depth] = State(cost: total, reading: reading, previous: depth)
                    }
                }
            }
            table.append(states)
        }
        var depth = table.last?.min { ($0.value.cost, $0.key) < ($1.value.cost, $1.key) }?.key ?? 0
        for states in table.reversed() {
            guard let state = states[depth] else { break }
            readings.append(state.reading)
            depth = state.previous
        }
        readings.reverse()
    }

    /// The ways to read a line's marks after a line of some depth, each with how unlikely it is.
    private static func readings(
        of line: Line, after before: Line?, at depth: Int, deepest: Int
    ) -> [(Reading, Double)] {
        let marks = line.marks
        guard marks > 0 else { return [(Reading(depth: 0, blanks: []), 0)] }
        // Where nobody is named, nothing tells the marks of one line from those of two.
        guard deepest > 0 else { return [(Reading(depth: marks, blanks: []), 0)] }
        let introduced = before.map { isAttribution($0.text) } == true
        let isDiff = before.map { isDiffLine($0.text) } == true && isDiffLine(line.text)
        let goesOn = before.map { continues($0.text, line.text) } == true
        var result: [(Reading, Double)] = []
        func add(_ new: Int, _ blanks: [Int], _ cost: Double) {
            guard new + blanks.reduce(0, +) == marks else { return }
            // Pieces of one diff are quoted equally deep.
            let parted = new != depth && isDiff ? 1.0 : 0
            let deeper = new > depth && !(introduced && new == depth + 1) ? 1.0 : 0
            result.append(
                (
                    Reading(depth: new, blanks: blanks),
                    cost + deeper + parted + (goesOn && !blanks.isEmpty ? 3 : 0)
                ))
        }
        for new in 1...deepest {
            // A quote that ends without an empty line is rare.
            add(new, [], new < depth ? 3 : 0)
            add(new, [new], 1)
            add(new, [new, new], 2)
            if new < depth {
                add(new, [depth, new], 1.2)
                add(new, [depth], 1.5)
            }
            if marks > new, marks - new < new { add(new, [marks - new], new == depth ? 1.5 : 3) }
        }
        return result.isEmpty ? [(Reading(depth: min(marks, deepest), blanks: []), 20)] : result
    }

    private static func isAttribution(_ text: String) -> Bool { text.hasSuffix("wrote:") }

    private static func isDiffLine(_ text: String) -> Bool { text.hasPrefix("+") || text.hasPrefix("-") }

    /// Whether a line goes on with the sentence of the one before.
    private static func continues(_ before: String, _ text: String) -> Bool {
        guard let last = before.last, let first = text.first else { return false }
        return !".?!:,;{}".contains(last) && first.isLowercase
    }
}
