import ABIModel
import ExtractionMessages
import Testing

@testable import Workers

/// The files whose coming, going or change makes another reading.
@Suite struct IncludeCandidatesTests {
    private func paths(
        _ files: [String], errors: [(file: String, message: String)] = [],
        _ arguments: [String] = ["-Iinclude", "-Iarch/x86/include"]
    ) -> [String] {
        let request = ExtractionRequest(root: "/tree", mainFile: "drivers/x.c", arguments: arguments)
        var response = ExtractionResponse(id: 0, libclangVersion: "19")
        response.includedFiles = files
        response.errors = errors.map {
            .init(site: SourceSite(file: $0.file, line: 1), message: $0.message)
        }
        var candidates = IncludeCandidates()
        let first = candidates.paths(of: response, request: request)
        // What is known is said again.
        #expect(candidates.paths(of: response, request: request) == first)
        return first
    }

    @Test func theMainFileIsOneOfThem() { #expect(paths([]) == ["drivers/x.c"]) }

    /// A header of an earlier directory would hide the one that was found.
    @Test func aFileMayComeToHideAnother() {
        #expect(
            paths(["arch/x86/include/asm/page.h"])
                == ["arch/x86/include/asm/page.h", "drivers/x.c", "include/asm/page.h"])
        #expect(paths(["include/linux/page.h"]) == ["drivers/x.c", "include/linux/page.h"])
    }

    /// A header that was not found would be found wherever it comes to stand.
    @Test func aMissingFileMayComeAnywhere() {
        let found = paths([], errors: [("drivers/x.c", "'linux/gone.h' file not found")])
        #expect(
            found == [
                "arch/x86/include/linux/gone.h", "drivers/linux/gone.h", "drivers/x.c",
                "include/linux/gone.h",
            ])
        #expect(paths([], errors: [("drivers/x.c", "unknown type name 'u33'")]) == ["drivers/x.c"])
    }
}
