import KernelTree

/// A kernel's version as its top Makefile gives it.
public struct KernelVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// `VERSION`.
    public var major: Int
    /// `PATCHLEVEL`.
    public var minor: Int
    /// `SUBLEVEL`.
    public var patch: Int
    /// `EXTRAVERSION`, for instance `-rc5`.
    public var extra: String

    /// Makes a version.
    public init(_ major: Int, _ minor: Int, _ patch: Int = 0, extra: String = "") {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.extra = extra
    }

    /// Reads the version from the text of the top Makefile, `nil` when it has none.
    public init?(makefile text: String) {
        var values: [Substring: String] = [:]
        for line in text.split(separator: "\n", maxSplits: 40) {
            let sides = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { continue }
            let name = sides[0].prefix { $0 != " " && $0 != "\t" }
            guard values[name] == nil else { continue }
            values[name] = sides[1].split(separator: " ").first.map(String.init) ?? ""
        }
        guard let major = values["VERSION"].flatMap({ Int($0) }),
            let minor = values["PATCHLEVEL"].flatMap({ Int($0) })
        else { return nil }
        self.init(
            major, minor, values["SUBLEVEL"].flatMap { Int($0) } ?? 0, extra: values["EXTRAVERSION"] ?? "")
    }

    /// The version as `make kernelversion` prints it.
    public var description: String { "\(major).\(minor).\(patch)\(extra)" }

    /// Orders by the three numbers.
    public static func < (left: KernelVersion, right: KernelVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}

extension PatchedTree {
    /// The kernel's version, `nil` when the tree has no top Makefile that gives one.
    ///
    /// - Throws: ``KernelTreeError`` for a Makefile that cannot be read.
    public var kernelVersion: KernelVersion? {
        get throws {
            try contents(of: "Makefile").flatMap {
                KernelVersion(makefile: String(decoding: $0, as: UTF8.self))
            }
        }
    }
}
