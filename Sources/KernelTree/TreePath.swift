/// A path relative to a tree's root, as patches and `#include` name files: no `..`, not absolute.
public struct TreePath: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The components, none of them empty, `.` or `..`.
    public let components: [String]

    /// The path with `/` between its components.
    public var description: String { components.joined(separator: "/") }

    /// Reads a tree-relative path; `.` and doubled slashes are dropped.
    ///
    /// - Throws: ``KernelTreeError`` for an empty or absolute path, one with `..`, or one with a zero byte.
    public init(_ text: String) throws {
        guard !text.hasPrefix("/") else {
            throw KernelTreeError(
                message: "'\(text)' is an absolute path, not one inside the tree",
                hint: "name the file relative to the tree's root, for instance include/linux/device.h")
        }
        let parts = text.split(separator: "/").filter { $0 != "." }.map(String.init)
        guard !parts.contains("..") else {
            throw KernelTreeError(
                message: "'\(text)' leaves the tree through '..'",
                hint: "name the file relative to the tree's root, without '..'")
        }
        guard !parts.isEmpty, !text.utf8.contains(0) else {
            throw KernelTreeError(
                message: "'\(text)' names no file",
                hint: "name the file relative to the tree's root, for instance include/linux/device.h")
        }
        components = parts
    }

    /// The path's leading parts, shortest first, without the whole: `a`, `a/b` of `a/b/c`.
    var ancestors: [String] {
        (1..<max(components.count, 1)).map { components.prefix($0).joined(separator: "/") }
    }

    /// Orders by text.
    public static func < (left: TreePath, right: TreePath) -> Bool { left.description < right.description }
}
