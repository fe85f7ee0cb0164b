import Foundation

/// The shared library that a program is going to be run with, told from the program's file without running it
/// (System V gABI: program headers, dynamic section).
enum LinkedLibrary {
    /// The file of the first library that a 64-bit little-endian ELF program needs and whose name begins so; nil for
    /// another kind of file, and where the library is not in a directory that the program itself names.
    static func path(beginning prefix: String, of program: String, environment: [String: String]) -> String? {
        // The loader looks there first.
        guard environment["LD_LIBRARY_PATH"] == nil, environment["LD_PRELOAD"] == nil,
            let data = try? Data(contentsOf: URL(fileURLWithPath: program), options: .mappedIfSafe),
            let file = Dynamic(data),
            let name = file.texts(of: .needed).first(where: { $0.hasPrefix(prefix) })
        else { return nil }
        let origin = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent().path
        return file.texts(of: .runPath).flatMap { $0.split(separator: ":") }
            .map { "\($0.replacingOccurrences(of: "$ORIGIN", with: origin))/\(name)" }
            .first { FileManager.default.fileExists(atPath: $0) }
    }

    /// The dynamic section of a program.
    private struct Dynamic {
        enum Tag: UInt64 {
            case needed = 1
            case strings = 5
            case runPath = 29
        }

        private let data: Data
        private var entries: [(tag: UInt64, value: UInt64)] = []
        /// Where the loaded parts of the file stand in memory, and in the file.
        private var segments: [(address: UInt64, offset: UInt64, bytes: UInt64)] = []

        init?(_ data: Data) {
            self.data = data
            guard data.count > 64, data.prefix(6).elementsEqual([0x7f, 0x45, 0x4c, 0x46, 2, 1]),
                let table = number(at: 32, 8), let size = number(at: 54, 2), let count = number(at: 56, 2)
            else { return nil }
            var dynamic: (offset: UInt64, bytes: UInt64)?
            for index in 0..<count {
                let start = table &+ index &* size
                guard let type = number(at: start, 4), let offset = number(at: start &+ 8, 8),
                    let address = number(at: start &+ 16, 8), let bytes = number(at: start &+ 32, 8)
                else { return nil }
                if type == 1 { segments.append((address, offset, bytes)) }
                if type == 2 { dynamic = (offset, bytes) }
            }
            guard let dynamic else { return nil }
            for start in stride(from: dynamic.offset, to: dynamic.offset &+ dynamic.bytes, by: 16) {
                guard let tag = number(at: start, 8), let value = number(at: start &+ 8, 8), tag != 0 else {
                    break
                }
                entries.append((tag, value))
            }
        }

        /// The texts that the entries of a tag name.
        func texts(of tag: Tag) -> [String] {
            guard let table = entries.first(where: { $0.tag == Tag.strings.rawValue })?.value,
                let segment = segments.first(where: { table >= $0.address && table - $0.address < $0.bytes })
            else { return [] }
            return entries.filter { $0.tag == tag.rawValue }.compactMap { entry in
                let start = (table - segment.address) &+ segment.offset &+ entry.value
                guard start < UInt64(data.count) else { return nil }
                return String(decoding: data[Int(start)...].prefix { $0 != 0 }, as: UTF8.self)
            }
        }

        /// An unsigned little-endian number of so many bytes; nil beyond the end of the file.
        private func number(at offset: UInt64, _ bytes: UInt64) -> UInt64? {
            guard offset < UInt64(data.count), UInt64(data.count) - offset >= bytes else { return nil }
            return data[Int(offset)..<Int(offset + bytes)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
