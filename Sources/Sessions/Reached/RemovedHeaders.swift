import Drift
import KernelTree
import Phrases

/// The headers for others that one side has and the other has not.
struct RemovedHeaders {
    let from: Label
    let to: Label

    /// One finding for each header among the paths that is there on the old side alone.
    ///
    /// - Parameters:
    ///   - paths: paths that may be on one side only.
    ///   - old: the text of a file on the old side.
    ///   - new: the text of a file on the new side.
    /// - Throws: ``KernelTreeError`` for a file that cannot be read.
    func findings(
        _ paths: [String], old: (String) throws -> [UInt8]?, new: (String) throws -> [UInt8]?
    ) throws -> [Finding] {
        var gone: [(path: String, text: [UInt8])] = []
        var came: [(path: String, text: [UInt8])] = []
        for path in Set(paths).sorted() where path.hasSuffix(".h") {
            switch (try old(path), try new(path)) {
            case (let text?, nil): gone.append((path, text))
            case (nil, let text?): came.append((path, text))
            default: break
            }
        }
        return gone.compactMap { header in
            guard let surface = Surface(ofFile: header.path) else { return nil }
            let name = header.path.split(separator: "/").last
            // The same text under another name; else the same name elsewhere.
            let target =
                came.first { $0.text == header.text }
                ?? came.first { $0.path.split(separator: "/").last == name }
            let isForUsers = surface == .uapi
            var finding = Finding(
                rule: .headerRemoved, severity: isForUsers ? .error : .note, surface: surface,
                compatibility: .incompatible, symbol: header.path, from: from, to: to,
                message: target.map { "\(code: header.path) was renamed to \(code: $0.path)" }
                    ?? "\(code: header.path) was removed",
                site: .init(file: header.path, line: 0))
            if isForUsers, target != nil {
                finding.advice = "Leave a header of the old name that includes the new one."
            }
            return finding
        }
    }
}
