import Drift
import KernelTree
import Synchronization

/// Outlines of the files of a tree in its states; each text is read once.
final class OutlineStore: Sendable {
    private let known = Mutex<[String: SourceOutline]>([:])
    private let lines = Mutex<[String: SqueezedLines]>([:])

    /// The outline of a file in a state; nil where there is no such file.
    ///
    /// - Throws: ``KernelTreeError`` for a file that cannot be read.
    func outline(of file: String, in state: PatchedTree) throws -> SourceOutline? {
        let key = Self.key(file, state)
        if let outline = known.withLock({ $0[key] }) { return outline }
        guard let text = try state.contents(of: file) else { return nil }
        let outline = SourceOutline(text)
        known.withLock { $0[key] = outline }
        return outline
    }

    /// The lines of a file in a state without their blanks, which mailers change. A path that cannot be read has none:
    /// a patch may name any, and where it does not apply, the report says so.
    func lines(of file: String, in state: PatchedTree) -> SqueezedLines {
        let key = Self.key(file, state)
        if let lines = lines.withLock({ $0[key] }) { return lines }
        let result = SqueezedLines((try? state.contents(of: file)) ?? [])
        lines.withLock { $0[key] = result }
        return result
    }

    /// Bytes without blanks.
    static func squeezed(_ text: some Sequence<UInt8>) -> [UInt8] {
        text.filter { $0 != 32 && $0 != 9 && $0 != 13 }
    }

    private static func key(_ file: String, _ state: PatchedTree) -> String {
        "\(state.blobID(of: file) ?? state.base.root) \(file)"
    }
}

/// What a state of a tree declares in the compared files, by symbol.
struct DeclaredNames {
    /// A declaration with its file.
    struct Form: Hashable {
        var file: String
        var entry: SourceOutline.Entry
    }

    private(set) var forms: [String: [Form]] = [:]

    /// - Throws: ``KernelTreeError`` for a file that cannot be read.
    init(_ files: [String], in state: PatchedTree, _ store: OutlineStore) throws {
        for file in files {
            for entry in try store.outline(of: file, in: state)?.entries ?? [] {
                forms[entry.symbol, default: []].append(Form(file: file, entry: entry))
            }
        }
    }

    /// The members or constants of a record or enum, each as it is declared, in order.
    func parts(of symbol: String) -> [SourceOutline.Entry] {
        guard let whole = forms[symbol]?.first else { return [] }
        return forms.values.joined().filter { form in
            form.file == whole.file && form.entry != whole.entry
                && whole.entry.lines.contains(form.entry.lines.lowerBound)
                && (form.entry.kind == .constant || form.entry.kind == .member)
        }.map(\.entry).sorted { ($0.lines.lowerBound, $0.symbol) < ($1.lines.lowerBound, $1.symbol) }
    }
}
