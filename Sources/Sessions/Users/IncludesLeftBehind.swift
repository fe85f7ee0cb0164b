import ABIModel
import Drift
import KernelTree
import Phrases
import SourceText

/// Files that no patch touches and that include a header which is gone.
extension UsersLeftBehind {
    /// One finding for each header that an untouched file still includes.
    ///
    /// - Parameters:
    ///   - headers: the paths of headers that only the base has.
    ///   - labels: the two sides.
    ///   - patch: the patch that takes one away.
    /// - Throws: ``KernelTreeError`` or ``RunError`` for a tree that cannot be read.
    func includes(
        of headers: [String], labels: (from: Label, to: Label), patch: (String) -> PatchReference?
    ) throws -> [Finding] {
        let names = Set(headers.compactMap { $0.split(separator: "/").last.map(String.init) })
        guard !names.isEmpty else { return [] }
        let (files, _) = try mentioning(names, beside: headers)
        let touched = try touched(of: files)
        var lines: [String: [SourceSite]] = [:]
        for file in files where !touched.contains(file) {
            let text = try base.contents(of: file) ?? []
            for include in CLexer(text).includeLines where names.contains(String(include.include.lastPart)) {
                guard let header = try gone(include.include, in: file, among: headers) else { continue }
                let line = 1 + text[..<include.offset].count { $0 == UInt8(ascii: "\n") }
                lines[header, default: []].append(SourceSite(file: file, line: line))
            }
        }
        let readings = try read(Set(lines.values.joined().map(\.file)).sorted(), beside: touched)
        return lines.sorted { $0.key < $1.key }.map { header, places in
            // Where clang does not come by, the line may stand under a condition that never holds.
            let proved = places.filter { readings[$0.file]?.includes.contains(header) == true }
            let first = proved.first ?? places[0]
            var finding = Finding(
                rule: .stillUsed, surface: Surface(ofFile: header) ?? .internal, compatibility: .incompatible,
                symbol: header, from: labels.from, to: labels.to,
                message: "\(code: header) was removed and is still included by \(first.file)",
                patch: patch(header), flavors: [flavor.name], site: first,
                consequences: places.filter { $0 != first }.prefix(20).map {
                    .stated("\($0) includes it as well")
                })
            if proved.isEmpty {
                finding.severity = .warning
                finding.evidence = .heuristic
            }
            return finding
        }
    }

    /// The header that a line includes in the base, where it is one of some and the line finds nothing any more.
    private func gone(_ include: IncludeName, in file: String, among headers: [String]) throws -> String? {
        let places = IncludePath(arguments: flavor.arguments).places(of: include, in: file)
        guard
            let found = try places.first(where: { place in
                try flavor.virtualFiles[place] != nil || base.contents(of: place) != nil
            }), headers.contains(found)
        else { return nil }
        let isThere = try places.contains { place in
            try flavor.virtualFiles[place] != nil || revision.contents(of: place) != nil
        }
        return isThere ? nil : found
    }
}
