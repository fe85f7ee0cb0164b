import ABIModel
import Drift
import Flavors
import Readings
import Testing
import Workers

@testable import KernelTree
@testable import Sessions

/// A tree that is too large to be looked through, and that git knows nothing of, is looked through in part: the report says so.
@Suite struct UserSearchTests {
    @Test(arguments: [0, 1000]) func aSearchInPartIsTold(mostTexts: Int) throws {
        let tree = try ScratchTree.kernel("linux")
        let header = "include/linux/lamp.h"
        try tree.write("int lamp_on(int id);\n", to: header)
        try tree.write(
            "#include <linux/lamp.h>\nint far(void)\n{\n\treturn lamp_on(1);\n}\n", to: "drivers/far/far.c")
        let input = try TreeInput(TreeOptions(path: tree.path))
        let base = PatchedTree(base: input.tree)
        let revision = PatchedTree(
            base: input.tree, overlay: [header: .file(.init(contents: Array("\n".utf8), blobID: "1"))])
        let pool = try ExtractionPool(workerCount: 1)
        let flavors = try input.flavors(of: base, pool: pool)
        let lamp = Function(
            name: "lamp_on", returnType: "int", parameters: [], linkage: .external, isDefinition: false,
            site: SourceSite(file: header, line: 1))
        let finding = Finding(
            rule: .functionRemoved, surface: .exported, compatibility: .incompatible, symbol: "lamp_on",
            from: .base, to: .revision("v1"), message: "", before: .function(lamp),
            site: SourceSite(file: header, line: 1))
        let search = UsersLeftBehind(
            base: base, revision: revision, flavor: flavors[0],
            reader: try UnitReader(tree: input.tree, flavors: flavors, touchedFiles: [], pool: pool),
            mostTexts: mostTexts)
        let outcome = try search.outcome([finding])
        // The user stands far from what is touched.
        #expect(outcome.findings.map(\.symbol) == (mostTexts == 0 ? [] : ["lamp_on"]))
        #expect(outcome.notes.isEmpty == (mostTexts > 0))
        #expect(outcome.converted.isEmpty)
    }
}
