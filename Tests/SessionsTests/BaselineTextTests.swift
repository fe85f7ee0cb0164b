import ABIModel
import Drift
import Foundation
import Testing

@testable import Sessions

/// The text is written flavor by flavor and must be what the encoder writes of the whole.
@Suite struct BaselineTextTests {
    private static func flavor(_ name: String, _ words: String) -> Baseline.Flavor {
        let site = SourceSite(file: "include/linux/ring.h", line: 3)
        return Baseline.Flavor(
            name: name, option: name == "x86_64" ? nil : "CONFIG_RING", files: ["include/linux/ring.h"],
            snapshot: Snapshot(
                enums: [Enumeration(name: "none", underlyingType: "int", constants: [], site: site)],
                records: [
                    Record(
                        name: "ring", kind: .struct, sizeBytes: 0, alignBytes: 1, members: [],
                        documentation: KernelDoc(
                            subject: "ring", purpose: words, parameters: [], describesReturn: false),
                        site: site)
                ]))
    }

    private static func baseline(_ flavors: [Baseline.Flavor], patterns: [String] = []) -> Baseline {
        Baseline(
            kernel: "6.1.0", architectures: ["x86_64"], settings: [], patterns: patterns,
            files: ["include/linux/ring.h"], flavors: flavors,
            unknown: [.init(Unknown(.name("ring \"flavors\" : ["), reason: "none"))])
    }

    @Test(arguments: [
        baseline([]), baseline([flavor("x86_64", "a ring")]),
        baseline([flavor("x86_64", "a\n\n  b/é\u{1}"), flavor("x86_64 CONFIG_RING=n", "\n]")]),
        baseline([flavor("x86_64", "")], patterns: ["\n  \"flavors\" : [\n\n  ]"]),
    ])
    func pieceByPieceIsTheWhole(_ baseline: Baseline) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let whole = String(decoding: try encoder.encode(baseline), as: UTF8.self) + "\n"
        #expect(try baseline.text == whole)
        #expect(try JSONDecoder().decode(Baseline.self, from: Data(try baseline.text.utf8)) == baseline)
    }
}
