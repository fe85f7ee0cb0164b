import ABIModel
import ExtractionMessages
import Flavors
import Foundation
import KernelTree
import Testing
import Workers

/// What libclang lays out from a distribution's configured headers, held against the BTF of the very kernel
/// that was built from them. The headers and the kernel come from the distribution's packages; `scripts/btf`
/// fetches what is missing, and where it cannot, this test fails and says why.
@Suite struct BTFWitnessTests {
    @Test(.timeLimit(.minutes(10))) func everyRecordThatIommuReaches() throws {
        let (headers, kernel) = try Self.witness()
        let text = try Self.output(of: "pahole", ["-F", "btf", kernel])
        let witness = PaholeText(text)
        let records = try Self.records(reachedBy: "include/linux/iommu.h", in: headers)

        var same = 0
        var unwitnessed: [String] = []
        for record in records {
            guard let layouts = witness.layouts[record.typeName] else {
                unwitnessed.append(record.typeName)
                continue
            }
            same += 1
            let layout = record.paholeLayout
            #expect(
                layouts.contains { $0.agrees(with: layout) },
                "\(record.typeName): \(layout) is not what the kernel has: \(layouts)")
        }
        // Types that no compiled code uses are not in BTF; those that the subject is about are.
        #expect(same > 600, "only \(same) of \(records.count) records are in the kernel's BTF")
        #expect(unwitnessed.count < records.count / 3, "not in BTF: \(unwitnessed)")
        for name in ["iommu_ops", "iommu_domain", "iommu_domain_ops", "device", "bus_type", "device_driver"] {
            #expect(
                witness.layouts["struct \(name)"] != nil && records.contains { $0.name == name }, "\(name)")
        }
    }

    @Test func whatPaholePrintsIsUnderstood() throws {
        let text = PaholeText(
            """
            struct all {
            \tunsigned int               a:3;                  /*     0: 0  4 */

            \t/* Bitfield combined with next fields */

            \tunion {
            \t\tint                x;                    /*     4     4 */
            \t\tstruct {
            \t\t\tchar       y;                    /*     4     1 */
            \t\t};                               /*     4     1 */
            \t};                                       /*     4     4 */
            \tstruct {
            \t\tint                q;                    /*     8     4 */
            \t} in_place[2];                           /*     8     8 */
            \tvoid                       (*callback)(int, char); /*    16     8 */
            \tstruct s                   t __attribute__((__aligned__(8))); /*    24     8 */
            \tlong unsigned int          flags[1];             /*    32     8 */

            \t/* size: 40, cachelines: 1, members: 6 */
            };
            """)
        let layout = try #require(text.layouts["struct all"]?.first)
        #expect(layout.sizeBytes == 40)
        #expect(
            layout.members.map(\.description) == [
                "a @0 :3", "x @32 4 bytes", "y @32 1 bytes", "in_place @64 8 bytes", "callback @128 8 bytes",
                "t @192 8 bytes", "flags @256 8 bytes",
            ])
    }

    /// The complete records that a header and all it includes declare.
    private static func records(reachedBy header: String, in directory: String) throws -> [Record] {
        let source = try KernelSource(opening: directory)
        let tree = PatchedTree(base: source.tree)
        let flavor = try Flavor(of: source, tree: tree, architecture: .x86_64)
        let response = try ExtractionPool().extract([
            ExtractionRequest(
                root: source.tree.root, mainFile: header,
                arguments: try flavor.arguments(forUnit: header, in: tree),
                overlay: flavor.virtualFiles.mapValues { String(decoding: $0, as: UTF8.self) },
                scope: .everything, evaluatesMacros: false)
        ])[0]
        try #require(
            response.failure == nil && response.errors.isEmpty, "\(response.failure ?? "") \(response.errors)"
        )
        return response.snapshot.records.filter { $0.sizeBytes != nil && !$0.name.isEmpty }
    }

    /// The headers' directory and the kernel with its BTF, of `scripts/btf`.
    private static func witness() throws -> (headers: String, kernel: String) {
        let script = EmbeddedReview.root.appendingPathComponent("scripts/btf").path
        let lines = try output(of: script, []).split(separator: "\n").map(String.init)
        try #require(lines.count == 2, "scripts/btf printed \(lines)")
        return (lines[0], lines[1])
    }

    private static func output(of program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(
            process.terminationStatus == 0, "\(program) ended with status \(process.terminationStatus)")
        return String(decoding: data, as: UTF8.self)
    }
}
