import Drift
import ExtractionMessages
import KernelTree
import PatchSeries
import Phrases
import Readings

/// The files that clang reads in the base and finds errors in with a revision.
struct RevisionErrors {
    let revision: Revision
    let plan: FlavorPlan

    /// A unit with what was said of it.
    struct Reading {
        var unit: Unit
        /// In the base.
        var base: ExtractionResponse?
        /// In the revision.
        var final: ExtractionResponse
        /// After each patch that touches it, by the patch's index.
        var steps: [(patch: Int, response: ExtractionResponse?)]
    }

    /// One finding a file, however many flavors show it.
    func findings(_ readings: [Reading]) -> [Finding] {
        var found: [String: Finding] = [:]
        for reading in readings {
            guard let errors = errors(reading), let first = errors.first else { continue }
            let flavor = plan.flavors[reading.unit.flavor].name
            if found[reading.unit.file] != nil {
                found[reading.unit.file]?.flavors.append(flavor)
                continue
            }
            let patch = patch(reading, first)
            found[reading.unit.file] = Finding(
                rule: .revisionDoesNotCompile, surface: .internal, compatibility: .incompatible,
                symbol: reading.unit.file, from: .base, to: .revision(revision.label),
                message: "\(code: reading.unit.file) no longer compiles: \(first.message)",
                patch: patch.map { PatchReference(revision.patches[$0], in: revision.label) },
                flavors: [flavor], site: first.site,
                consequences: errors.dropFirst().prefix(20).map { .complaint($0.site, $0.message) })
        }
        return found.values.sorted { $0.symbol < $1.symbol }
    }

    /// clang's errors, where it has none in the base; nil also where the configuration is ours and may be none.
    private func errors(_ reading: Reading) -> [ExtractionResponse.Complaint]? {
        guard let base = reading.base, base.failure == nil, base.errors.isEmpty, reading.final.failure == nil
        else {
            return nil
        }
        return Self.isConfiguration(reading.unit.flavor, of: plan) ? reading.final.errors : nil
    }

    /// Whether a flavor is one that somebody can configure: as far as is known, one that we made up may be none.
    static func isConfiguration(_ index: Int, of plan: FlavorPlan) -> Bool {
        let flavor = plan.flavors[index]
        return plan.switchedOff(in: index) == nil || flavor.followsKconfig && flavor.objections.isEmpty
    }

    /// The first patch after which the error is there; else the last one that touches the file that it is in.
    private func patch(_ reading: Reading, _ error: ExtractionResponse.Complaint) -> Int? {
        let own = reading.steps.first { step in
            step.response?.errors.contains { $0.message == error.message } ?? false
        }
        return own?.patch ?? revision.patches.lastIndex { $0.touchedPaths.contains(error.site.file) }
    }
}
