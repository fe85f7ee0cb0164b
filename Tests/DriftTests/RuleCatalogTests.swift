import ABIModel
@testable import Drift
import Foundation
import Testing

@Suite struct RuleCatalogTests {
    @Test func everyFileIsARuleOfThatNameAndEveryRuleHasItsFile() throws {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Drift/Rules")
        let files = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            .filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }.sorted()
        #expect(files == RuleCatalog.all.map { $0.id })
    }

    @Test func idsAreKebabCaseSortedAndUnique() {
        let ids = RuleCatalog.all.map { $0.id }
        #expect(ids == Array(Set(ids)).sorted())
        for id in ids {
            #expect(id.allSatisfy { $0.isLowercase || $0 == "-" }, "\(id)")
        }
        #expect(RuleCatalog.rule(named: "member-added") == .memberAdded)
        #expect(RuleCatalog.rule(named: "no-such-rule") == nil)
    }

    @Test func everyRuleSaysWhatItIsAbout() {
        for rule in RuleCatalog.all {
            #expect(!rule.title.isEmpty && rule.title.count < 80, "\(rule.id)")
            #expect(rule.rationale.count > 30, "\(rule.id)")
            #expect(!rule.rationale.contains("  "), "\(rule.id)")
        }
    }

    @Test(arguments: RuleCatalog.all.filter { !($0 is any PipelineRule.Type) }.map { $0.id })
    func firesOnItsExample(id: String) throws {
        let rule = try #require(RuleCatalog.rule(named: id)).definition
        let example = rule.example
        let old = try revision("old", example.before, path: example.path)
        let new = try revision("new", example.after, path: example.path)
        let comparison = RevisionComparison(old: old, new: new)
        let found = comparison.findings(rules: [rule])
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.rule.name == id && $0.verdict == .drifted && !$0.message.said.isEmpty })
        #expect(found.allSatisfy { $0.from == "old" && $0.to == "new" && !$0.flavors.contains("") })
    }

    @Test(arguments: RuleCatalog.all.map { $0.id })
    func everyRuleRunsOnEveryExampleAndMakesOnlyItsOwn(id: String) throws {
        let rule = try #require(RuleCatalog.rule(named: id)).definition
        for other in Fixtures.examples {
            let found = RevisionComparison(old: other.old, new: other.new).findings(rules: [rule])
            #expect(found.allSatisfy { $0.rule.name == id })
        }
    }

    @Test func oldAgainstOldIsEmpty() throws {
        for example in Fixtures.examples {
            #expect(compare(example.old, example.old).isEmpty)
            #expect(compare(example.new, example.new).isEmpty)
        }
    }

    @Test func sameInputSameOutput() throws {
        for example in Fixtures.examples {
            #expect(compare(example.old, example.new) == compare(example.old, example.new))
        }
    }

    @Test func everyExampleExceptThePipelinesParses() throws {
        for rule in RuleCatalog.all where !(rule is any PipelineRule.Type) {
            for text in [rule.example.before, rule.example.after] {
                let notes = try revision("x", text, path: rule.example.path).flavors.flatMap(
                    \.snapshot.fidelity)
                #expect(notes.isEmpty, "\(rule.id): \(notes)")
            }
        }
    }
}

/// The examples of all rules, read once.
enum Fixtures {
    static let examples: [(old: RevisionSnapshot, new: RevisionSnapshot)] =
        RuleCatalog.all.compactMap { rule in
            guard let old = try? revision("old", rule.example.before, path: rule.example.path),
                let new = try? revision("new", rule.example.after, path: rule.example.path)
            else { return nil }
            return (old, new)
        }

    @Test static func allExamplesAreRead() { #expect(examples.count == RuleCatalog.all.count) }
}
