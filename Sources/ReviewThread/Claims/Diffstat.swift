import PatchSeries
import Phrases

/// The last line of a diffstat: ` 3 files changed, 10 insertions(+), 2 deletions(-)`.
struct Diffstat: Hashable {
    /// How many files it counts.
    var files: Int
    /// How many lines are new.
    var insertions: Int
    /// How many lines are gone.
    var deletions: Int

    /// Makes a diffstat from its numbers.
    init(files: Int, insertions: Int, deletions: Int) {
        self.files = files
        self.insertions = insertions
        self.deletions = deletions
    }

    /// The last summary line of a text; nil where there is none.
    init?(in text: String) {
        for line in text.split(separator: "\n").reversed() {
            let words = line.split { $0 == " " || $0 == "," }
            guard words.count >= 3, let files = Int(words[0]), words[1].hasPrefix("file"),
                words[2] == "changed"
            else { continue }
            func count(_ noun: String) -> Int {
                guard let index = words.firstIndex(where: { $0.hasPrefix(noun) }), index > 0 else { return 0 }
                return Int(words[index - 1]) ?? 0
            }
            self.init(files: files, insertions: count("insertion"), deletions: count("deletion"))
            return
        }
        return nil
    }

    /// What a patch's diff really holds; nil where some of it has no lines to count (binary files) or was lost.
    init?(counting patch: Patch) {
        guard patch.damages.isEmpty, !patch.fileDiffs.contains(where: \.isBinary) else { return nil }
        let lines = patch.fileDiffs.flatMap(\.hunks).flatMap(\.lines)
        self.init(
            files: patch.fileDiffs.count, insertions: lines.count { $0.kind == .added },
            deletions: lines.count { $0.kind == .removed })
    }

    /// The numbers as a sentence has them.
    var phrase: Phrase {
        "\(files, "file", "files"), +\(insertions) −\(deletions)"
    }
}
