import Foundation

/// Questions about files on disk.
enum SourceFile {
    /// Whether a tree-relative path is a file.
    static func exists(_ path: String, under root: String) -> Bool {
        var isDirectory: ObjCBool = false
        let full = (root as NSString).appendingPathComponent(path)
        return FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory)
            && !isDirectory.boolValue
    }
}
