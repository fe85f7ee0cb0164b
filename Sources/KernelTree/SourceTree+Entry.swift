extension SourceTree {
    /// A file or symbolic link of the tree as git would record it.
    package struct Entry: Equatable {
        package var path: String
        var mode: UInt32
        /// The file's text, or the link's.
        package var contents: [UInt8]
    }

    /// What stands at a path; when the path goes through a symbolic link, that link.
    ///
    /// Links are not followed: git is shown them and refuses patches that go through them.
    /// A path that leaves the tree names nothing.
    package func entry(at path: String) throws -> Entry? {
        guard let clean = try? TreePath(path), clean.description == path else { return nil }
        if let revision {
            for prefix in clean.ancestors + [path] {
                guard let entry = revision.entry(prefix) else { continue }
                return Entry(
                    path: prefix, mode: entry.mode, contents: try revision.blob(entry, at: prefix))
            }
            return nil
        }
        for prefix in clean.ancestors + [path] {
            let place = "\(root)/\(prefix)"
            trace.note(.link(place))
            trace.note(.entry(place))
            switch FileReading.kind(of: place) {
            case .link:
                guard let text = FileReading.link(at: place) else { return nil }
                return Entry(path: prefix, mode: 0o120000, contents: Array(text.utf8))
            case .file(let executable):
                return Entry(
                    path: prefix, mode: executable ? 0o100755 : 0o100644,
                    contents: try FileReading.contents(of: place))
            case .directory:
                continue
            case .other, nil:
                return nil
            }
        }
        return nil
    }
}
