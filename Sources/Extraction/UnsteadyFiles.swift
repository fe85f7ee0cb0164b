import ExtractionMessages
import Foundation
import SourceText

/// The files that differ between the readings of a unit, and those that a new one among them might hide.
struct UnsteadyFiles {
    private let files: Set<String>
    /// What new files are called after an include directory.
    private let newNames: Set<String>
    /// Their last parts: an `#include "name.h"` may come to mean one of them.
    private let newLastParts: Set<Substring>
    private let includePath: IncludePath

    init(_ level: SharedPreamble.Level, _ request: ExtractionRequest) {
        let includePath = request.includePath
        let new = level.unsteadyFiles.filter {
            !FileManager.default.fileExists(atPath: "\(request.root)/\($0)")
        }
        self.includePath = includePath
        files = Set(level.unsteadyFiles + [request.mainFile])
        newNames = Set(new.flatMap(includePath.names(of:)))
        newLastParts = Set(new.map(Self.lastPart))
    }

    func contains(_ file: String) -> Bool {
        files.contains(file) || newLastParts.contains(Self.lastPart(file))
            || !newNames.isDisjoint(with: includePath.names(of: file))
    }

    private static func lastPart(_ file: String) -> Substring {
        IncludeName(file, isQuoted: true).lastPart
    }
}
