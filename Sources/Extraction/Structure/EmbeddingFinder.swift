import Foundation
import LibClang

/// Finds records that hold a record of a touched file by value, directly or through others:
/// their layout moves when that record grows.
struct EmbeddingFinder {
    private let touchedFiles: Set<String>
    private let paths: TreePaths
    private var answers: [Cursor: Bool] = [:]
    private var isTouched: [SourceFile?: Bool] = [:]

    init(touchedFiles: Set<String>, paths: TreePaths) {
        self.touchedFiles = touchedFiles
        self.paths = paths
    }

    /// Whether a record definition embeds one that a touched file defines.
    mutating func embeds(_ record: Cursor) -> Bool {
        guard !touchedFiles.isEmpty else { return false }
        if let known = answers[record] { return known }
        answers[record] = false  // a record cannot hold itself by value; guards against bad trees
        var found = false
        for field in record.type.fields {
            var type = field.type.canonical
            while type.kind == .constantArray { type = type.element.canonical }
            guard type.kind == .record else { continue }
            let inner = type.declaration
            if isInTouchedFile(inner) || embeds(inner) {
                found = true
                break
            }
        }
        answers[record] = found
        return found
    }

    private mutating func isInTouchedFile(_ cursor: Cursor) -> Bool {
        let file = cursor.file
        if let known = isTouched[file] { return known }
        let answer = touchedFiles.contains(paths.relative(file?.path ?? ""))
        isTouched[file] = answer
        return answer
    }
}
