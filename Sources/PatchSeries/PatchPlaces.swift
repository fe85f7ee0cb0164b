/// The lines of a patch, to find quoted ones again.
struct PatchPlaces {
    private struct Place {
        var file: String
        var line: Int
        var key: [UInt8]
    }

    private var places: [Place] = []
    private var indices: [[UInt8]: [Int]] = [:]
    /// A context line that is shorter says nothing about where it stands.
    private static let shortestContext = 6

    /// Takes up the lines of all hunks.
    init(_ patch: Patch) {
        for diff in patch.fileDiffs {
            for hunk in diff.hunks {
                var line = hunk.newStart
                for content in hunk.lines {
                    let mark = content.kind == .added ? "+" : content.kind == .removed ? "-" : " "
                    let key = Self.key(mark + content.text)
                    indices[key, default: []].append(places.count)
                    places.append(Place(file: diff.path, line: line, key: key))
                    if content.kind != .removed { line += 1 }
                }
            }
        }
    }

    /// The file and the line in the new file of the last quoted diff line. Where the same line stands
    /// in several places, the one counts whose lines above are quoted above, too.
    func place(of quote: [QuotedLine]) -> (file: String, line: Int)? {
        let keys = quote.map { Self.key($0.text) }
        for (number, key) in keys.enumerated().reversed() {
            guard isTelling(key), let candidates = indices[key] else { continue }
            let best = candidates.max { left, right in
                let (first, second) = (length(left, keys, number), length(right, keys, number))
                return (first, right) < (second, left)
            }
            return best.map { (places[$0].file, places[$0].line) }
        }
        return nil
    }

    private func isTelling(_ key: [UInt8]) -> Bool {
        guard let mark = key.first else { return false }
        return mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-")
            ? key.count > 1 : key.count >= Self.shortestContext
    }

    /// How many lines up from a place agree with the quote.
    private func length(_ place: Int, _ keys: [[UInt8]], _ number: Int) -> Int {
        var count = 0
        while place >= count, number >= count, places[place - count].key == keys[number - count] {
            count += 1
        }
        return count
    }

    /// A line without its blanks, which mailers change.
    private static func key(_ line: String) -> [UInt8] {
        line.utf8.filter { !$0.isBlank && $0 != .carriageReturn }
    }
}
