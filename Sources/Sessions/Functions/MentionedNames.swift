import KernelTree
import SourceText

/// What the two sides of a unit are compiled from, searched for names.
struct MentionedNames {
    /// One side: a state of a tree, and the files of it that the unit reads, itself included.
    struct Side {
        var state: PatchedTree
        var files: [String]
    }

    let old: Side
    let new: Side

    /// Whether a name stands anywhere in what a side is compiled from. What cannot be read is taken to mention it.
    func mentions(_ name: String, isOld: Bool) -> Bool {
        let side = isOld ? old : new
        let word = Array(name.utf8)
        return side.files.contains { file in
            guard !file.hasPrefix("/") else { return false }
            guard let text = try? side.state.contents(of: file) else { return true }
            return Self.has(word, in: text)
        }
    }

    private static func has(_ word: [UInt8], in text: [UInt8]) -> Bool {
        guard let first = word.first else { return false }
        var start = text.startIndex
        while let place = text[start...].firstIndex(of: first) {
            let end = place + word.count
            if end > text.count { return false }
            if text[place..<end].elementsEqual(word),
                place == 0 || !CLexer.isOfName(text[place - 1]),
                end == text.count || !CLexer.isOfName(text[end])
            {
                return true
            }
            start = place + 1
        }
        return false
    }
}
