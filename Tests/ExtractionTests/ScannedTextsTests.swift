import ExtractionMessages
import Foundation
import Testing

@testable import Extraction

@Suite struct ScannedTextsTests {
    private static func macros(_ texts: ScannedTexts, _ file: String, _ text: String) -> [String] {
        texts.scanner(of: file, text: text).macros.map(\.name)
    }

    @Test func aFileThatChangedIsScannedAnew() {
        let texts = ScannedTexts()
        #expect(Self.macros(texts, "a.h", "#define ONE 1\n") == ["ONE"])
        #expect(Self.macros(texts, "b.h", "#define OTHER 1\n") == ["OTHER"])
        #expect(Self.macros(texts, "a.h", "#define TWO 2\n") == ["TWO"])
        #expect(Self.macros(texts, "a.h", "#define ONE 1\n") == ["ONE"])
        #expect(Self.macros(texts, "b.h", "#define OTHER 1\n") == ["OTHER"])
    }

    @Test func whatIsForgottenIsScannedAgain() {
        let texts = ScannedTexts(limit: 20)
        for _ in 0..<3 {
            for name in ["ONE", "TWO", "SIX"] {
                #expect(Self.macros(texts, "\(name).h", "#define \(name) 1\n") == [name])
            }
        }
    }

    /// One extractor reads many units; what a comment of an included header says belongs to its state.
    @Test func aRecordElsewhereHasTheWordsOfItsOwnText() throws {
        let extractor = try Extractor()
        func purpose(_ words: String) -> String? {
            let response = extractor.extract(
                ExtractionRequest(
                    root: NSTemporaryDirectory(), mainFile: "include/linux/inner.h",
                    arguments: ["-Iinclude", "-std=gnu11"],
                    overlay: [
                        "include/linux/inner.h": "struct inner { int a; };\n#include <linux/outer.h>\n",
                        "include/linux/outer.h":
                            "/**\n * struct outer - \(words)\n */\nstruct outer { struct inner i; };\n",
                    ], touchedFiles: ["include/linux/inner.h"]))
            return response.snapshot.records.first { $0.name == "outer" }?.documentation?.purpose
        }
        #expect(purpose("holds it") == "holds it")
        #expect(purpose("holds one") == "holds one")
        #expect(purpose("holds it") == "holds it")
    }
}
