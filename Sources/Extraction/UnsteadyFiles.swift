import ExtractionMessages
import Foundation

/// The files that differ between the readings of a unit, and those that a new one among them might hide.
struct UnsteadyFiles {
    private let files: Set<String>
    /// What new files are called after an include directory.
    private let newNames: Set<String>
    /// Their last parts: an `#include "name.h"` may come to mean one of them.
    private let newLastParts: Set<Substring>
    private let directories: [String]

    init(_ level: SharedPreamble.Level, _ request: ExtractionRequest) {
        let directories = request.includeDirectories.map { $0 + "/" }
        let new = level.unsteadyFiles.filter {
            !FileManager.default.fileExists(atPath: "\(request.root)/\($0)")
        }
        self.directories = directories
        files = Set(level.unsteadyFiles + [request.mainFile])
        newNames = Set(new.flatMap { Self.names($0, directories) })
        newLastParts = Set(new.map(Self.lastPart))
    }

    func contains(_ file: String) -> Bool {
        files.contains(file) || newLastParts.contains(Self.lastPart(file))
            || !newNames.isDisjoint(with: Self.names(file, directories))
    }

    private static func names(_ file: String, _ directories: [String]) -> [String] {
        directories.filter(file.hasPrefix).map { String(file.dropFirst($0.count)) }
    }

    private static func lastPart(_ file: String) -> Substring {
        file.lastIndex(of: "/").map { file[file.index(after: $0)...] } ?? file[...]
    }
}
