import CLibclang
import Foundation

/// The libclang this process runs with.
public enum LibClangVersion {
    /// The library's own words, as `clang_getClangVersion` gives them.
    public static var text: String { takeString(clang_getClangVersion()) }

    /// The file that the library was loaded from (proc(5), `/proc/self/maps`); nil where it is part of the program.
    public static var path: String? {
        // The file says that it has no bytes, so that it must be read to its end.
        let data = try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()
        return String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n").lazy
            .compactMap { line in line.firstIndex(of: "/").map { String(line[$0...]) } }
            .first { $0.split(separator: "/").last?.hasPrefix("libclang") ?? false }
    }

    /// The first number after "version" in ``text``: 14, 19, …; nil where there is none.
    public static var major: Int? {
        let words = text.split(separator: " ")
        guard let index = words.firstIndex(of: "version"), words.indices.contains(index + 1) else {
            return nil
        }
        return Int(words[index + 1].prefix { $0.isNumber })
    }

    /// Whether this build can tell `+` from `-`: operator kinds came with libclang 17
    /// (`clang_getCursorBinaryOperatorKind`). Without them behaviour is unknown.
    public static var hasOperatorKinds: Bool { kdrift_has_operator_kinds() != 0 }
}
