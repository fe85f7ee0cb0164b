import ABIModel
import ExtractionMessages

extension ExtractionResponse {
    /// The same with other lines in one file; nil where one of the lines has no place.
    ///
    /// - Parameters:
    ///   - file: the file, tree-relative.
    ///   - places: by a line, counted from 1, the line in its stead.
    func relocated(in file: String, by places: [Int: Int]) -> ExtractionResponse? {
        var result = self
        var isWhole = true
        func move(_ site: inout SourceSite) {
            guard site.file == file, site.line > 0 else { return }
            guard let place = places[site.line] else { return isWhole = false }
            site.line = place
        }
        result.snapshot.moveSites(move)
        for index in errors.indices { move(&result.errors[index].site) }
        return isWhole && skippedLines.isEmpty ? result : nil
    }
}

extension Snapshot {
    /// Hands out every site that there is.
    fileprivate mutating func moveSites(_ move: (inout SourceSite) -> Void) {
        for index in enums.indices { move(&enums[index].site) }
        for index in records.indices { records[index].moveSites(move) }
        for index in functions.indices { move(&functions[index].site) }
        for index in macros.indices { move(&macros[index].site) }
        for index in typedefs.indices { move(&typedefs[index].site) }
        for index in variables.indices { move(&variables[index].site) }
        for index in fidelity.indices { move(&fidelity[index].site) }
    }
}

extension Record {
    fileprivate mutating func moveSites(_ move: (inout SourceSite) -> Void) {
        move(&site)
        for index in members.indices {
            if members[index].enumeration != nil { move(&members[index].enumeration!.site) }
            if var inner = members[index].record {
                inner.moveSites(move)
                members[index].record = inner
            }
        }
    }
}
