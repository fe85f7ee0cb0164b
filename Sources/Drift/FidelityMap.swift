import ABIModel

/// What a snapshot's notes say could not be seen, by name and by file.
struct FidelityMap: Sendable {
    private var byName: [String: FidelityNote] = [:]
    private var byFile: [String: FidelityNote] = [:]

    init(_ snapshot: Snapshot) {
        for note in snapshot.fidelity.reversed() {
            if note.isOfFile {
                byFile[note.what] = note
            } else {
                byName[Self.bare(note.what)] = note
            }
        }
    }

    /// The note on a declaration, or on the file it should stand in.
    func note(name: String, file: String?) -> FidelityNote? {
        self.note(name: name) ?? file.flatMap { byFile[$0] }
    }

    /// The note on a declaration.
    func note(name: String) -> FidelityNote? { byName[Self.bare(name)] }

    private static func bare(_ name: String) -> String {
        for tag in ["struct ", "union ", "enum "] where name.hasPrefix(tag) {
            return String(name.dropFirst(tag.count))
        }
        return name
    }
}
