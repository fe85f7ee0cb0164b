import Drift
import ExtractionMessages
import Testing

@testable import Sessions

@Suite struct UncompiledLinesTests {
    private func changes(_ old: String, _ new: String) -> [Int] {
        UncompiledLines.conditionalChanges(old: Array(old.utf8), new: Array(new.utf8))
    }

    @Test func onlyChangedLinesUnderAConditionCount() {
        let old = "int a;\n#ifdef CONFIG_X\nint b;\nint c;\n#endif\nint d;\n"
        let new = "int a2;\n#ifdef CONFIG_X\nint b;\n\nint c2;\nint e;\n#endif\nint d2;\n"
        #expect(changes(old, new) == [5, 6])
        #expect(changes(old, old) == [])
    }

    @Test func theIncludeGuardIsNoCondition() {
        let text =
            "/* x */\n#ifndef X_H\n#define X_H\nint a;\n# if defined(A) && \\\n  defined(B)\nint b;\n"
            + "# endif\n#endif\n"
        #expect(changes("", text) == [7])
        // An `#ifndef` that does not define its name is a condition like others.
        #expect(changes("", "#ifndef X\nint a;\n#define X\n#endif\n") == [2])
        #expect(changes("", "#ifndef X\n#define Y\nint a;\n#endif\n") == [2, 3])
    }

    @Test func aLineThatMovedOutOfAConditionIsSeen() {
        #expect(changes("#if A\nint a;\n#endif\nint b;\n", "#if A\nint b;\n#endif\nint a;\n") == [2])
    }

    @Test func linesAreToldByWhatTheyStandUnder() {
        let new = """
            #ifdef CONFIG_X
            int a;
            #elif defined(CONFIG_Y) || defined(CONFIG_Z)
            int b;
            #else
            int c;
            #endif
            int d;
            #ifdef CONFIG_X
            int e;
            #endif

            """
        let lines = UncompiledLines(old: [:], new: ["x.h": Array(new.utf8)])
        var response = ExtractionResponse(id: 1)
        response.skippedLines = [2...2, 4...4, 10...10]
        let unknown = lines.unknown(revision: 0, label: .revision("new")) { _ in [response] }
        #expect(unknown.map(\.site?.line) == [2, 4])
        #expect(
            unknown.map { $0.reason.names.first } == [
                "CONFIG_X", "!CONFIG_X && (defined(CONFIG_Y) || defined(CONFIG_Z))",
            ])
        response.skippedLines = []
        #expect(lines.unknown(revision: 0, label: .revision("new")) { _ in [response] }.isEmpty)
    }

    @Test func linesInARowAreOneRange() {
        #expect(UncompiledLines.ranges([1, 2, 3, 7, 9, 10]) == [1...3, 7...7, 9...10])
        #expect(UncompiledLines.ranges([]).isEmpty)
    }
}
