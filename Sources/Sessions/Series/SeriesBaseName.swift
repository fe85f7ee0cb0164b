import Foundation
import PatchSeries

/// What a series says that it is based on.
enum SeriesBaseName {
    /// `v5.17-rc5`, or a commit; nil where the newest revision names nothing.
    static func name(in series: Series) -> String? {
        for revision in series.revisions.reversed() {
            let texts =
                [revision.cover?.body].compactMap { $0 }
                + revision.patches.map { "\($0.message)\n\($0.notes)" }
            if let version = texts.lazy.compactMap(version).first { return version }
            if let commit = revision.baseCommit { return "commit \(commit.prefix(12))" }
        }
        return nil
    }

    /// The version behind words that introduce a base.
    private static func version(in text: String) -> String? {
        let words = ["based on", "rebased on", "rebased onto", "on top of", "applies to", "against", "base:"]
        for line in text.split(separator: "\n") where line.first != ">" {
            let lower = line.lowercased()
            guard let start = words.compactMap({ lower.range(of: $0)?.upperBound }).min() else { continue }
            let names = lower[start...].split { " \t,;:()[]'`\"/".contains($0) }
            if let name = names.map({ $0.last == "." ? $0.dropLast() : $0 }).first(where: isVersion) {
                return name.first == "v" ? String(name) : "v\(name)"
            }
        }
        return nil
    }

    /// `v5.17-rc5`, `6.1`, `linux-6.1.y` without what stands around it.
    private static func isVersion(_ word: Substring) -> Bool {
        let number = word.first == "v" ? word.dropFirst() : word
        let parts = number.prefix { $0 != "-" }.split(separator: ".", omittingEmptySubsequences: false)
        let rest = number.drop { $0 != "-" }
        return (2...3).contains(parts.count)
            && parts.allSatisfy { !$0.isEmpty && $0.count <= 3 && $0.allSatisfy(\.isNumber) }
            && (rest.isEmpty || rest.hasPrefix("-rc") || rest.hasPrefix("-next"))
    }
}
