import ExtractionMessages
import KernelTree

extension UnitReader {
    /// The message that has a worker read a unit. It is put together outside of all locks: texts are written for the
    /// workers, and those of a revision are fetched from git.
    ///
    /// - Parameters:
    ///   - preamble: what the reading goes on from.
    ///   - isPreparation: whether the preamble is to be made, and nothing else.
    func message(
        for request: UnitRequest, _ preamble: SharedPreamble?, isPreparation: Bool
    ) throws -> ExtractionRequest {
        if !isPreparation { countParsed() }
        var message = try message(request.treeUnit.unit, in: request.state)
        message.preamble = preamble
        message.isPreparation = isPreparation
        message.wantsSkippedLines = request.wantsSkippedLines && !isPreparation
        return message
    }

    private func message(_ unit: Unit, in state: PatchedTree) throws -> ExtractionRequest {
        let tree = state.base
        let own = try flavor(of: unit, in: state)
        let flavor = own.flavor
        let arguments =
            try flavor.arguments(forUnit: unit.file, in: state)
            + unit.firstFiles.flatMap { ["-include", $0] }
        try tree.provide(
            unit: unit.file, arguments: arguments,
            overlay: flavor.virtualFiles.merging(state.changedTexts) { _, new in new })
        var overlay: [String: String] = [:]
        var overlayFiles = own.virtualFiles
        for (path, change) in state.overlay {
            switch change {
            case .file(let file) where !file.isLink:
                overlayFiles[path] = try blobs.path(for: file.contents, id: file.blobID)
            case .file:
                overlayFiles[path] = nil
                overlay[path] = "#error \"this file is a symbolic link in the series\"\n"
            case .deleted:
                overlayFiles[path] = nil
                overlay[path] = "#error \"this file is deleted by the series\"\n"
            }
        }
        // What C lets pass with a warning, the kernel's Makefile does not; `-w` hides that as well.
        let strict =
            arguments.filter { $0 != "-w" } + ["-Wno-everything"]
            + [
                "implicit-function-declaration", "implicit-int", "incompatible-pointer-types",
                "incompatible-function-pointer-types", "int-conversion",
            ].map { "-Werror=\($0)" }
        if let lowering = unit.lowering {
            return ExtractionRequest(
                root: tree.root, mainFile: unit.file, arguments: arguments, overlay: overlay,
                overlayFiles: overlayFiles, evaluatesMacros: false, wantsStructure: false,
                lowering: lowering.functions, opaqueFunctions: lowering.opaqueFunctions,
                wantedRecords: lowering.records)
        }
        return ExtractionRequest(
            root: tree.root, mainFile: unit.file,
            arguments: unit.readsBodies ? strict : arguments,
            overlay: overlay,
            overlayFiles: overlayFiles, touchedFiles: touchedFiles, wantsMemberRecords: wantsMemberRecords,
            evaluatesMacros: !unit.readsBodies, wantsStructure: !unit.readsBodies,
            skipsFunctionBodies: !unit.readsBodies)
    }
}
