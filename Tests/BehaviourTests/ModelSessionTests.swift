import ReferenceModels
import Testing

@testable import Behaviour

@Suite struct ModelSessionTests {
    private let session = ModelSession()

    @Test func theListHasEveryModel() throws {
        guard case .models(let models) = try session.answer(.init(model: nil)) else {
            Issue.record("no list")
            return
        }
        #expect(models.map(\.name) == ["dma-ownership"])
        #expect(models[0].properties.count == 12)
        #expect(models[0].designs.count == 17)
    }

    @Test func everyCounterexampleHasAFingerprintOfItsOwn() throws {
        let table = try ModelSession.table(DMAOwnership.OwnershipModel(), designs: ["v8"])
        let all = table.rows.flatMap(\.cells).flatMap { $0.violations + $0.exceptions }.map(\.fingerprint)
        #expect(all.count > 10)
        #expect(Set(all).count == all.count)
        #expect(all.allSatisfy(ModelFingerprint.isFingerprint))
        let drifts = try ModelSession.drifts(DMAOwnership.OwnershipModel(), from: "V6", to: "v7")
        #expect(drifts.from == "v6")
        #expect(Set(drifts.drifts.map(\.fingerprint)).count == drifts.drifts.count)
    }

    /// Users write fingerprints down: these are to stay.
    @Test func fingerprintsStay() throws {
        let drifts = try ModelSession.drifts(DMAOwnership.OwnershipModel(), from: "v6", to: "v7")
        #expect(drifts.drifts.first?.fingerprint == "0b831c147531b604")
        let table = try ModelSession.table(
            DMAOwnership.OwnershipModel(), designs: ["v5"], properties: ["P10"])
        #expect(table["P10", "v5"]?.violations.first?.fingerprint == "20dfb440d6fa60dc")
    }

    @Test func wrongNamesAreErrorsWithAHint() {
        for query in [
            ModelSession.Query(model: "iommu"), .init(model: "dma-ownership", designs: ["v9"]),
            .init(model: "dma-ownership", properties: ["P13"]),
            .init(model: "dma-ownership", pair: (from: "v6", to: "v9")),
        ] {
            #expect(throws: ReferenceModelError.self) { try session.answer(query) }
        }
    }
}
