import ABIModel
import Drift

/// What is unknown, in the JSON report.
struct UnknownEntry: Encodable {
    var what: String
    var reason: String
    var site: SourceSite?

    init(_ unknown: Unknown) {
        what = unknown.whatText
        reason = unknown.reason.sentence
        site = unknown.site
    }
}

/// What was examined and what could not be, in the JSON report.
struct CoverageEntry: Encodable {
    struct Failure: Encodable {
        var patch: Int
        var file: String
        var line: Int
        var reason: String
    }

    struct Revision: Encodable {
        var label: String
        var patches: Int
        var applied: Int
        var failed: [Failure]
        var missing: [Int]
        var base: String

        init(_ revision: Coverage.Revision) {
            label = revision.label
            patches = revision.patches
            applied = revision.applied
            failed = revision.failed.map {
                Failure(patch: $0.patch, file: $0.file, line: $0.line, reason: $0.reason)
            }
            missing = revision.missing
            base = revision.base.sentence
        }
    }

    var revisions: [Revision]
    var flavors: [String]
    var files: [String]
    var entities: Int
    var functionsInterpreted: Int
    var rules: Int
    var unknown: [UnknownEntry]
    var notes: [String]

    init(_ coverage: Coverage) {
        revisions = coverage.revisions.map(Revision.init)
        flavors = coverage.flavors
        files = coverage.files
        entities = coverage.entities
        functionsInterpreted = coverage.functionsInterpreted
        rules = coverage.rules
        unknown = coverage.unknown.map(UnknownEntry.init)
        notes = coverage.notes.map(\.sentence)
    }
}

/// How a revision stands against a reference model, in the JSON report.
struct ReferenceEntry: Encodable {
    var revision: String
    var model: String
    var matches: String
    var deviations: Int
    var held: Int
    var alike: [String]
    var unseen: [UnknownEntry]

    init(_ match: DriftReport.ReferenceMatch) {
        revision = match.revision
        model = match.model
        matches = match.matches
        deviations = match.deviations
        held = match.held
        alike = match.alike
        unseen = match.unseen.map(UnknownEntry.init)
    }
}

/// One call of a trace, in the JSON report.
struct TraceEntry: Encodable {
    var operation: String
    var before: String
    var after: String

    init(_ step: TraceStep) {
        operation = step.operation
        before = step.before.text
        after = step.after.text
    }
}
