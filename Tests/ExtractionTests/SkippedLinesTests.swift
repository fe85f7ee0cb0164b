import ExtractionMessages
import Foundation
import Testing

@testable import Extraction

/// What the preprocessor left out, and the scope that reads layouts only.
@Suite(.serialized) struct SkippedLinesTests {
    private func read(
        _ text: String, path: String, arguments: [String] = ["-Iinclude"],
        scope: ExtractionRequest.Scope = .mainFile, skips: Bool = true
    ) throws -> ExtractionResponse {
        try Extractor().extract(
            ExtractionRequest(
                root: NSTemporaryDirectory(), mainFile: path, arguments: arguments,
                overlay: [
                    path: text, "include/linux/other.h": "#define M 3\nstruct other { int a : M; };\n",
                ],
                scope: scope, skipsFunctionBodies: true, wantsSkippedLines: skips))
    }

    private static let text = """
        #include <linux/other.h>
        #ifdef CONFIG_X
        int a;

        int b;
        #else
        int c;
        #endif
        #if 0
        #endif

        """

    @Test(arguments: ["include/linux/example.h", "drivers/example.c"])
    func linesThatAConditionTookOutAreTold(_ path: String) throws {
        let off = try read(Self.text, path: path)
        #expect(off.errors.isEmpty && off.failure == nil)
        #expect(off.skippedLines == [3...5])
        let on = try read(Self.text, path: path, arguments: ["-Iinclude", "-DCONFIG_X"])
        #expect(on.skippedLines == [7...7])
        #expect(try read(Self.text, path: path, skips: false).skippedLines.isEmpty)
    }

    @Test func layoutsAreReadOfAllFilesAndNothingElse() throws {
        let text =
            "#define N 1\nenum e { E = N };\nint f(void);\n#ifdef M\nstruct s { struct other o; };\n#endif\n"
        let all = "#include <linux/other.h>\n" + text
        let snapshot = try read(all, path: "drivers/example.c", scope: .layouts).snapshot
        #expect(snapshot.records.map(\.name) == ["other", "s"])
        #expect(snapshot.records[0].members.map(\.bitWidth) == [3])
        #expect(snapshot.enums.map(\.name) == ["e"])
        #expect(snapshot.functions.isEmpty && snapshot.macros.isEmpty)
        #expect(snapshot.records.allSatisfy { $0.guard == nil })
    }
}
