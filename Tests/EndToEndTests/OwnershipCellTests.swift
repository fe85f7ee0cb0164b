import ABIModel
import Drift
import ReferenceModels
import Testing

/// Every cell of the extracted tables against the Swift reference model: enum, `struct iommu_group`, other
/// records, prototypes with stubs and exports, macros; each × all revisions.
@Suite struct OwnershipCellTests {
    /// The base, and every revision of the series.
    static let revisions = DMAOwnership.structure.revisions.filter {
        EmbeddedReview.labels.contains($0.label)
    }

    private func extracted(_ reference: ReferenceRevision) async throws -> RevisionSnapshot {
        try await EmbeddedReview.revision(reference.label)
    }

    @Test func allRevisionsAreThere() async throws {
        let report = try await EmbeddedReview.report()
        #expect(report.revisions.map(\.label.description) == EmbeddedReview.labels)
        #expect(Self.revisions.map(\.label) == EmbeddedReview.labels)
        #expect(report.coverage.revisions.allSatisfy { $0.applied == $0.patches && $0.failed.isEmpty })
        #expect(report.coverage.unknown.isEmpty)
    }

    @Test(arguments: revisions)
    func enums(reference: ReferenceRevision) async throws {
        let revision = try await extracted(reference)
        for snapshot in [revision.on, revision.off] {
            let found = snapshot.enums.first { $0.name == "iommu_dma_owner" }
            #expect(found?.constants == reference.enumeration("iommu_dma_owner")?.constants)
            #expect(found?.guard == nil)
        }
    }

    @Test(arguments: revisions)
    func macros(reference: ReferenceRevision) async throws {
        let found = try await extracted(reference).on.macros
            .filter { $0.name.hasPrefix("IOMMU_GROUP_NOTIFY_") }
        #expect(Set(found.map(\.name)) == Set(reference.macros.map(\.name)))
        for macro in reference.macros {
            #expect(found.first { $0.name == macro.name }?.value == .integer(CInteger(macro.value)))
        }
    }

    @Test(arguments: revisions)
    func group(reference: ReferenceRevision) async throws {
        let record = try #require(
            try await extracted(reference).on.records.first {
                $0.name == "iommu_group" && !$0.isForwardDeclaration
            })
        let entry = try #require(record.members.firstIndex { $0.name == "entry" })
        let stretches = reference.stretches(of: "iommu_group")
        let head = try #require(stretches.first { $0.place == .before("entry") })
        let tail = try #require(stretches.first { $0.place == .after("entry") })
        #expect(
            record.members[..<entry].map { "\($0.type) \($0.name)" }
                == head.members.map { "\($0.type) \($0.name)" })
        let end = record.members[entry].endBits
        #expect(
            record.members[(entry + 1)...].map { "\($0.type) \($0.name) \(($0.offsetBits - end) / 8)" }
                == tail.members.map { "\($0.type) \($0.name) \(($0.offsetBits ?? -8) / 8)" })
        #expect(record.sizeBytes.map { $0 - end / 8 } == tail.addedBytes)
    }

    @Test(arguments: revisions)
    func otherRecords(reference: ReferenceRevision) async throws {
        let records = try await extracted(reference).on.records
        for stretch in reference.stretches where stretch.record != "iommu_group" {
            let record = try #require(
                records.first { $0.name == stretch.record && !$0.isForwardDeclaration }, "\(stretch.record)")
            // The members that any revision plays with, and no others.
            let names = Set(
                DMAOwnership.structure.revisions.flatMap { $0.stretches(of: stretch.record) }
                    .flatMap(\.members).map(\.name))
            #expect(
                Set(
                    record.members.filter { names.contains($0.name) }
                        .map { "\($0.type) \($0.name) \($0.bitWidth ?? 0)" })
                    == Set(stretch.members.map { "\($0.type) \($0.name) \($0.bitWidth ?? 0)" }),
                "\(reference.label) \(stretch.record)")
            switch stretch.place {
            case .between(let before, let after):
                let start = try #require(record.members.firstIndex { $0.name == before })
                let stop = try #require(record.members.firstIndex { $0.name == after })
                #expect(record.members[(start + 1)..<stop].map(\.name) == stretch.members.map(\.name))
                for member in stretch.members {
                    guard let offset = member.offsetBits else { continue }
                    let found = record.members.first { $0.name == member.name }
                    #expect(found.map { $0.offsetBits - record.members[start].endBits } == offset)
                }
            case .last:
                #expect(
                    record.members.suffix(stretch.members.count).map(\.name) == stretch.members.map(\.name))
            case .before, .after, .anywhere: break
            }
        }
    }

    @Test(arguments: revisions)
    func prototypes(reference: ReferenceRevision) async throws {
        let revision = try await extracted(reference)
        let names = Set(DMAOwnership.structure.revisions.flatMap(\.functions).map(\.name))
        let headers = Set(DMAOwnership.structure.revisions.flatMap(\.functions).map(\.home))
            .filter { $0.hasSuffix(".h") }
        let wanted = reference.functions.filter { headers.contains($0.home) }
        let found = revision.on.functions.filter {
            names.contains($0.name) && headers.contains($0.site.file) && $0.linkage == .external
        }
        #expect(Set(found.map(\.signature)) == Set(wanted.map(\.function.signature)))
        for function in wanted where function.isExported != nil {
            let prototype = found.first { $0.name == function.name }
            #expect(
                prototype?.export?.macro == (function.isExported == true ? "EXPORT_SYMBOL_GPL" : nil),
                "\(reference.label) \(function.name)")
        }
    }

    @Test(arguments: revisions)
    func stubs(reference: ReferenceRevision) async throws {
        let revision = try await extracted(reference)
        let names = Set(DMAOwnership.structure.revisions.flatMap(\.functions).map(\.name))
        let found = revision.off.functions.filter {
            names.contains($0.name) && $0.linkage == .inline && $0.site.file == "include/linux/iommu.h"
        }
        let wanted = reference.functions.filter { $0.home == "include/linux/iommu.h" }
        #expect(Set(found.map(\.signature)) == Set(wanted.map(\.function.signature)))
        for function in wanted {
            let result = found.first { $0.name == function.name }?.result
            switch function.stub {
            case nil: continue
            case .nothing: #expect(result == .nothing, "\(reference.label) \(function.name)")
            case .value(let value): #expect(result == .value(value), "\(reference.label) \(function.name)")
            case .zero(let parameter, let constant, let otherwise):
                #expect(otherwise == -22)
                #expect(
                    result == .computed("return \(parameter) == \(constant) ? 0 : - EINVAL ;"),
                    "\(reference.label) \(function.name)")
            }
        }
    }

    @Test(arguments: revisions)
    func staticHelpers(reference: ReferenceRevision) async throws {
        let revision = try await extracted(reference)
        let units = ["drivers/base/platform.c", "drivers/amba/bus.c"]
        let names = Set(DMAOwnership.structure.revisions.flatMap(\.functions).map(\.name))
        let found = revision.on.functions.filter {
            names.contains($0.name) && units.contains($0.site.file) && $0.linkage == .static
        }
        let wanted = reference.functions.filter { $0.linkage == .static }
        #expect(
            Set(found.map { "\($0.site.file) \($0.signature)" })
                == Set(wanted.map { "\($0.home) \($0.function.signature)" }))
    }

    /// The check that reports use says the same as the cells.
    @Test func everyRevisionMatchesItsReference() async throws {
        let report = try await EmbeddedReview.report()
        #expect(report.references.map(\.revision) == EmbeddedReview.labels)
        #expect(report.references.map(\.matches) == EmbeddedReview.labels)
        for match in report.references {
            #expect(match.deviations == 0, "\(match.revision)")
            #expect(match.unseen.isEmpty, "\(match.revision)")
            #expect(match.held > 40)
        }
        #expect(report.findings.of(.referenceMismatch).isEmpty)
        let alike = Dictionary(
            report.references.map { ($0.revision, $0.alike) }, uniquingKeysWith: { first, _ in first })
        for label in ["v6", "v7", "v8", "v8-resend"] {
            #expect(alike[label] == ["v6", "v7", "v8", "v8-resend"])
        }
        #expect(alike["v2"] == ["v2"] && alike["v3"] == ["v3"])
    }

    /// `iommu.h` alone: revisions with the same header are reported as one set, and what the header does not
    /// show is not seen.
    @Test func headerIdenticalSets() async throws {
        let report = try await EmbeddedReview.review(files: ["include/linux/iommu.h"])
        let alike = report.references.map { "\($0.revision): \($0.alike.joined(separator: " "))" }
        let last = "v6 v7 v8 v8-resend 6.1"
        #expect(
            alike == [
                "base: base", "v1: v1", "v2: v2 v3", "v3: v2 v3", "v4: v4", "v5: v5", "v6: \(last)",
                "v7: \(last)", "v8: \(last)", "v8-resend: \(last)",
            ])
        #expect(report.references.allSatisfy { $0.deviations == 0 })
        #expect(
            report.references.allSatisfy { match in
                match.unseen.contains { $0.subject == .name("struct iommu_group") }
            })
    }

    @Test func noReferenceLineWithoutAModelOrSubject() async throws {
        let files = ["include/linux/device/bus.h"]
        #expect(try await EmbeddedReview.review(files: files).references.isEmpty)
        #expect(
            try await EmbeddedReview.review(files: ["include/linux/iommu.h"], model: ReferenceChoice.none)
                .references.isEmpty)
    }
}
