/// Where a git repository keeps what we read; nothing in it is ever written.
public struct GitRepository: Hashable, Sendable {
    /// The absolute path of the git directory (`.git`, a worktree's own directory, or a bare repository).
    public let gitDirectory: String
    /// The directory that worktrees share: objects, refs and configuration stand there.
    public let commonDirectory: String
    /// The hash function of object names, `sha1` or `sha256`.
    public let objectFormat: String

    /// The directory with the objects.
    public var objectDirectory: String { "\(commonDirectory)/objects" }

    /// The repository of a work tree, `nil` when the directory has none of its own.
    ///
    /// A directory somewhere below another repository's root is not taken for a work tree: its paths
    /// would not be that repository's paths.
    init?(workTree: String) {
        let dotGit = "\(workTree)/.git"
        switch FileReading.kind(of: dotGit) {
        case .directory:
            self.init(gitDirectory: dotGit)
        case .file, .link:
            guard let text = Self.line(of: dotGit) else {
                self.init(gitDirectory: dotGit)
                return
            }
            guard let name = text.after("gitdir: ") else { return nil }
            self.init(gitDirectory: name.hasPrefix("/") ? name : "\(workTree)/\(name)")
        default:
            return nil
        }
    }

    /// The repository in a git directory (`.git` itself, or a bare repository), `nil` when it is none.
    public init?(gitDirectory: String) {
        guard let real = FileReading.real(gitDirectory) else { return nil }
        self.gitDirectory = real
        if let common = Self.line(of: "\(real)/commondir") {
            let path = common.hasPrefix("/") ? common : "\(real)/\(common)"
            commonDirectory = FileReading.real(path) ?? real
        } else {
            commonDirectory = real
        }
        guard FileReading.kind(of: "\(commonDirectory)/objects") != nil,
            FileReading.kind(of: "\(real)/HEAD") != nil
        else { return nil }
        let configuration = (try? FileReading.contents(of: "\(commonDirectory)/config")) ?? []
        let settings = String(decoding: configuration, as: UTF8.self).lowercased()
        let isSHA256 = settings.split(separator: "\n").contains { line in
            line.contains("objectformat") && line.hasSuffix("sha256")
        }
        objectFormat = isSHA256 ? "sha256" : "sha1"
    }

    private static func line(of path: String) -> String? {
        guard let bytes = try? FileReading.contents(of: path), bytes.count < 65_536 else { return nil }
        return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}

extension String {
    /// What follows the prefix, `nil` when the text does not begin with it.
    package func after(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
