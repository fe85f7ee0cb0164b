import Glibc

/// What tells a file from another one, or from what it was before, without reading it (stat(2)).
public struct FileStamp: Hashable, Sendable {
    /// What stands at a path.
    public enum Kind: Hashable, Sendable {
        case file, directory, link, other
    }

    /// What stands there.
    public var kind: Kind
    /// The number of the device that the file is on.
    public var device: UInt64
    /// The file's number on its device.
    public var inode: UInt64
    /// The length of its contents, in bytes.
    public var bytes: Int64
    /// When the contents were changed last, in nanoseconds since 1970.
    public var modified: Int64
    /// When the contents or what is known of the file were changed last, in nanoseconds since 1970.
    public var changed: Int64
    /// Whether its owner may run it.
    public var isExecutable: Bool

    /// Makes a stamp from its parts; see the properties.
    public init(
        kind: Kind = .file, device: UInt64, inode: UInt64, bytes: Int64, modified: Int64, changed: Int64,
        isExecutable: Bool
    ) {
        self.kind = kind
        self.device = device
        self.inode = inode
        self.bytes = bytes
        self.modified = modified
        self.changed = changed
        self.isExecutable = isExecutable
    }

    /// The stamp of what stands at a path; nil where nothing does, or where it may not be looked at.
    ///
    /// - Parameter followsLinks: whether it is that of the file where a symbolic link leads.
    public init?(of path: String, followsLinks: Bool = true) {
        var info = stat()
        guard (followsLinks ? stat(path, &info) : lstat(path, &info)) == 0 else { return nil }
        self.init(info)
    }

    /// The stamp of a regular file, links followed; nil where there is none.
    public init?(ofRegularFile path: String) {
        self.init(of: path)
        guard kind == .file else { return nil }
    }

    private init(_ info: stat) {
        let kind: Kind =
            switch info.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .link
            default: .other
            }
        self.init(
            kind: kind, device: UInt64(info.st_dev), inode: UInt64(info.st_ino), bytes: Int64(info.st_size),
            modified: Self.nanoseconds(info.st_mtim), changed: Self.nanoseconds(info.st_ctim),
            isExecutable: info.st_mode & S_IXUSR != 0)
    }

    /// The time now as file systems count it, in nanoseconds since 1970.
    public static var now: Int64 {
        // The coarse clock is the one that the kernel stamps files with.
        var time = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        return nanoseconds(time)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
