import ABIModel
import Extraction
import ExtractionMessages
import Foundation

@testable import Drift

/// Reads C text that exists only in memory, in two flavors: with `CONFIG_EXAMPLE` and without.
func revision(_ label: Label, _ text: String, path: String = "include/linux/example.h") throws
    -> RevisionSnapshot
{
    func read(_ arguments: [String]) throws -> Snapshot {
        try Extractor().extract(
            ExtractionRequest(
                root: NSTemporaryDirectory(), mainFile: path, arguments: ["-std=gnu11"] + arguments,
                overlay: [path: text])
        ).snapshot
    }
    return RevisionSnapshot(
        label: label,
        flavors: [
            FlavorSnapshot(flavor: "on", snapshot: try read(["-DCONFIG_EXAMPLE=1"])),
            FlavorSnapshot(flavor: "off", snapshot: try read([])),
        ])
}

/// All findings between two C texts.
func findings(
    _ before: String, _ after: String, path: String = "include/linux/example.h", hints: [RenameHint] = []
) throws -> [Finding] {
    compare(
        try revision("old", before, path: path), try revision("new", after, path: path), hints: hints)
}

extension [Finding] {
    /// `rule symbol`, for comparisons in tests.
    var brief: [String] { map { "\($0.rule) \($0.symbol)" } }

    func of(_ rule: RuleID) -> [Finding] { filter { $0.rule == rule } }

    var errors: [Finding] { filter { $0.severity == .error } }
}
