import Globs
import KernelTree
import SourceText

/// The identifiers of a tree that come closest to one that it does not have, without parsing anything.
struct NearIdentifiers {
    /// The most files that are looked through.
    private static let mostFiles = 400

    private let tree: SourceTree

    /// Looks in a tree.
    init(of tree: SourceTree) { self.tree = tree }

    /// `did you mean …?` for a symbol, with or without `struct`, `union`, `enum`; nil where nothing comes close.
    ///
    /// What is looked through are headers that have one of the words of the name, the longest that any header has:
    /// whoever mistypes `iommu_grp_get` has `iommu` right.
    func question(for symbol: String) -> String? {
        let name = SymbolFilter.withoutKeyword(symbol)
        let words = name.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { $0.count > 2 }
            .sorted { ($1.count, $0) < ($0.count, $1) }
        guard let headers = try? FileChoice.headers(of: tree) else { return nil }
        for word in words {
            guard let files = try? tree.files(of: headers, containing: [Array(word.utf8)]), !files.isEmpty
            else {
                continue
            }
            var names: Set<String> = []
            for file in files.prefix(Self.mostFiles) {
                guard let text = try? tree.contents(of: file) else { continue }
                names.formUnion(Self.identifiers(in: text, having: Array(word.utf8)))
            }
            if let question = NearNames.question(for: name, among: names) { return question }
        }
        return nil
    }

    private static func identifiers(in text: [UInt8], having word: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        for piece in text.split(whereSeparator: { !CLexer.isOfName($0) }) where piece.count >= word.count {
            let fits = (0...(piece.count - word.count)).contains { offset in
                piece[(piece.startIndex + offset)...].starts(with: word)
            }
            if fits { found.insert(String(decoding: piece, as: UTF8.self)) }
        }
        return found
    }
}
