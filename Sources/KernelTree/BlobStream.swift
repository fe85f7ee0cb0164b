/// The output of `git cat-file --batch`: a line per object, then its bytes and a newline.
enum BlobStream {
    /// The blobs by the names they were asked for; what is not a whole blob is left out.
    static func parse(_ output: [UInt8], names: [String]) -> [String: [UInt8]] {
        var blobs: [String: [UInt8]] = [:]
        var position = 0
        for name in names {
            guard let end = output[position...].firstIndex(of: UInt8(ascii: "\n")) else { break }
            let words = String(decoding: output[position..<end], as: UTF8.self).split(separator: " ")
            position = end + 1
            // "<name> missing" and "<name> ambiguous" have no contents.
            guard words.count == 3, let size = Int(words[2]) else { continue }
            guard size >= 0, position + size < output.count else { break }
            if words[1] == "blob" { blobs[name] = Array(output[position..<position + size]) }
            position += size + 1
        }
        return blobs
    }
}
