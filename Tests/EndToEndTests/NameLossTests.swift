import Drift
import Readings
import Testing

@testable import Sessions

/// A rule says itself what it takes from who uses a name (`NameLoss`), and its example shows it.
@Suite struct NameLossTests {
    static let ids = RuleCatalog.all.filter { $0.example.setting == .texts && !($0 is any RevisionRule.Type) }
        .map {
            $0.id
        }

    @Test func bothKindsAreThere() {
        let losses = RuleCatalog.all.map { $0.nameLoss }
        #expect(losses.contains(.nothing) && losses.count { $0 != .nothing } >= 20)
    }

    @Test(arguments: ids) func theExampleTakesANameOrNone(id: String) throws {
        let rule = try #require(RuleCatalog.rule(named: id))
        let example = rule.definition.example
        let report = try TreeChange(
            old: [example.path: example.before], new: [example.path: example.after]
        ).diff(files: [example.path]) { $0.runsFunctions = false }
        let own = report.findings.of(rule)
        try #require(!own.isEmpty)
        let gone = own.compactMap(GoneName.init)
        #expect(gone.isEmpty == (rule.definition.nameLoss == .nothing), "\(own.map(\.message))")
        for name in gone { #expect(example.before.contains(name.name)) }
    }

    /// `NameLoss` is asked for of removals and renames by their names as well: a rule of such a name that takes nothing is an
    /// oversight.
    @Test func removalsAndRenamesTakeNames() {
        for rule in RuleCatalog.all where !(rule is any PipelineRule.Type) {
            let takes = rule.id.hasSuffix("-removed") || rule.id.hasSuffix("-renamed")
            if takes { #expect(rule.nameLoss != .nothing, "\(rule.id)") }
        }
    }
}
