import ABIModel
import Testing

@testable import Drift

/// What one flavor alone would guess and another one knows.
@Suite struct FlavorEvidenceTests {
    private static let header = "include/linux/ring.h"
    private static let unit = "drivers/ring/ring.c"

    private static func function(
        _ name: String, in file: String, linkage: Function.Linkage = .external
    ) -> Function {
        Function(
            name: name, returnType: "void", parameters: [.init(name: "dev", type: "struct device *")],
            linkage: linkage, isDefinition: file.hasSuffix(".c"), site: SourceSite(file: file, line: 1))
    }

    private static func prototypes(_ names: String...) -> [Function] {
        names.map { function($0, in: header) }
    }

    private static func bodies(_ names: String...) -> [Function] { names.map { function($0, in: unit) } }

    /// `whole` is read with its unit, `part` through the header only.
    private static func revision(
        _ label: Label, _ change: (_ whole: inout Snapshot, _ part: inout Snapshot) -> Void
    ) -> RevisionSnapshot {
        var (whole, part) = (Snapshot(), Snapshot())
        change(&whole, &part)
        return RevisionSnapshot(
            label: label,
            flavors: [
                FlavorSnapshot(flavor: "whole", snapshot: whole),
                FlavorSnapshot(flavor: "part", snapshot: part),
            ])
    }

    /// Header and unit declare the same functions; the header alone is read in the second flavor.
    private static func plain(_ label: Label, _ names: String...) -> RevisionSnapshot {
        revision(label) { whole, part in
            part.functions = names.map { function($0, in: header) }
            whole.functions = part.functions + names.map { function($0, in: unit) }
        }
    }

    @Test func aRenameInAllFlavorsIsOne() {
        let all = compare(
            Self.plain("old", "ring_set_owner", "ring_size"),
            Self.plain("new", "ring_claim_owner", "ring_size"))
        #expect(all.brief == ["function-renamed ring_claim_owner"])
        #expect(all.first?.flavors == ["part", "whole"])
    }

    @Test func whatWasMadeStaticIsNotRenamedWhereOnlyTheHeaderIsRead() {
        let old = Self.plain("old", "ring_release_device")
        let new = Self.revision("new") { whole, part in
            part.functions = Self.prototypes("ring_device_release_owner")
            whole.functions =
                part.functions + Self.bodies("ring_device_release_owner")
                + [Self.function("ring_release_device", in: Self.unit, linkage: .static)]
        }
        let alone = Comparison(
            from: "old", to: "new", old: old.flavors[1].snapshot, new: new.flavors[1].snapshot)
        #expect(alone.functions.renamed.map(\.old.name) == ["ring_release_device"])

        let all = compare(old, new)
        #expect(
            all.brief == [
                "linkage-changed ring_release_device", "function-added ring_device_release_owner",
            ])
        #expect(all.map(\.flavors) == [["part", "whole"], ["part", "whole"]])
    }

    @Test func whatWasThereBeforeIsNoNewName() {
        let old = Self.revision("old") { whole, part in
            part.functions = Self.prototypes("ring_set_owner")
            whole.functions = Self.prototypes("ring_set_owner", "ring_claim_owner")
        }
        let new = Self.revision("new") { whole, part in
            part.functions = Self.prototypes("ring_claim_owner")
            whole.functions = part.functions
        }
        let all = compare(old, new)
        #expect(all.brief == ["function-removed ring_set_owner", "function-added ring_claim_owner"])
        #expect(all.map(\.flavors) == [["part", "whole"], ["part"]])
    }

    @Test func namesThatMoveOnOneAfterTheOtherAreRenamesStill() {
        let old = Self.revision("old") { whole, part in
            part.functions = Self.prototypes("bus_dma_configure")
            whole.functions =
                part.functions + Self.bodies("bus_dma_configure")
                + [Self.function("_bus_dma_configure", in: Self.unit, linkage: .static)]
        }
        let new = Self.revision("new") { whole, part in
            part.functions = Self.prototypes("firmware_dma_configure")
            whole.functions =
                part.functions + Self.bodies("firmware_dma_configure")
                + [Self.function("bus_dma_configure", in: Self.unit, linkage: .static)]
        }
        let renames = compare(old, new).of(.functionRenamed)
        #expect(renames.map(\.symbol).sorted() == ["bus_dma_configure", "firmware_dma_configure"])
        #expect(renames.first { $0.symbol.hasPrefix("firmware") }?.flavors == ["part", "whole"])
    }

    @Test func whatItsOwnUnitNoLongerHasIsRemovedWhateverAnotherFlavorKeeps() {
        let old = Self.revision("old") { whole, part in
            whole.functions = Self.prototypes("ring_reset") + Self.bodies("ring_reset")
            part.functions = whole.functions
        }
        let new = Self.revision("new") { whole, part in
            whole.functions = [Self.function("ring_reset", in: Self.unit, linkage: .static)]
            part.functions = Self.prototypes("ring_size")
        }
        let removed = compare(old, new).of(.functionRemoved)
        #expect(removed.map(\.symbol) == ["ring_reset"])
        #expect(removed.map(\.flavors) == [["part"]])
    }

    @Test func aStubThatGoesIsRemovedWhateverItsFunctionBecame() {
        let stub = Self.function("ring_reset", in: Self.header, linkage: .inline)
        let old = Self.revision("old") { whole, part in
            whole.functions = Self.prototypes("ring_reset") + Self.bodies("ring_reset")
            part.functions = [stub]
        }
        let new = Self.revision("new") { whole, _ in
            whole.functions = [Self.function("ring_reset", in: Self.unit, linkage: .static)]
        }
        let all = compare(old, new)
        #expect(all.of(.linkageChanged).map(\.flavors) == [["whole"]])
        #expect(all.of(.functionRemoved).map(\.flavors) == [["part"]])
    }

    @Test(arguments: [
        ("struct s { void *data; int a; };", "struct s { void *user_data; int a; };", RuleID.memberRenamed),
        (
            "enum e { E_DMA_OWNER = 1, E_LAST = 9 };", "enum e { E_DMA_API_OWNER = 1, E_LAST = 9 };",
            RuleID.enumConstantRenamed
        ),
        (
            "typedef unsigned int ring_index_t;", "typedef unsigned int ring_slot_index_t;",
            RuleID.typedefRenamed
        ),
        (
            "struct ring_state { int head; int tail; void *p; };",
            "struct ring_position { int head; int tail; void *p; };", RuleID.recordRenamed
        ),
        ("extern int ring_count;", "extern int ring_slot_count;", RuleID.variableRenamed),
    ])
    func everyKindIsRefutedByAFlavorWithBothNames(before: String, after: String, rule: RuleID) throws {
        let alone = try findings(before, after)
        #expect(alone.of(rule).map(\.flavors) == [["off", "on"]])

        // With the option on the new side keeps the old name beside the new one.
        let both: String
        switch rule {
        case .memberRenamed: both = "struct s { void *data; int a; void *user_data; };"
        case .enumConstantRenamed:
            both = "enum e { E_DMA_OWNER = 1, E_DMA_API_OWNER = 2, E_LAST = 9 };"
        default: both = before + "\n" + after
        }
        let switched = "#ifdef CONFIG_EXAMPLE\n\(both)\n#else\n\(after)\n#endif\n"
        let all = try findings(before, switched)
        #expect(all.of(rule).isEmpty, "\(all.brief)")
        #expect(all.contains { $0.rule.name.hasSuffix("-removed") && $0.flavors == ["off"] }, "\(all.brief)")
    }
}
