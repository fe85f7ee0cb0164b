import ABIModel
import Phrases
import ReferenceModels

/// Revisions held against the reference models that know their subject.
///
/// A revision of the very series that a model describes is held against the model's revision of the same
/// label. Any other tree is held against the revision that it is nearest to.
public struct ReferenceCheck: Sendable {
    /// How the revisions stand, in their order.
    public private(set) var matches: [DriftReport.ReferenceMatch] = []
    /// Models that were asked for by name and found nothing of their subject, each with a sentence.
    public private(set) var notes: [Phrase] = []

    private struct Held {
        var structure: ReferenceStructure
        var label: String
        /// Whether the tree is meant to be what the reference says, so that a deviation is a fault.
        var isMeant: Bool
        var standing: Standing
    }

    private var held: [Label: [Held]] = [:]

    /// Holds revisions against models.
    ///
    /// - Parameters:
    ///   - revisions: the revisions in order.
    ///   - title: the title of the series that they are of; nil for plain trees.
    ///   - choice: which models are asked.
    public init(_ revisions: [RevisionSnapshot], title: String?, choice: ReferenceChoice) {
        for structure in choice.structures {
            let isAsked = choice == .named(structure.name)
            let isOwnSeries = title == structure.seriesTitle
            var found = false
            for revision in revisions {
                let view = structure.view(of: revision.flavors.map(\.snapshot))
                guard view.isConcerned || isAsked else { continue }
                let label = isOwnSeries && structure.seriesLabels.contains(revision.name)
                found = hold(revision.label, view, structure, isLabelled: label, isAsked: isAsked) || found
            }
            if isAsked && !found {
                notes.append("nothing that was read is a subject of the reference model \(structure.name)")
            }
        }
    }

    private mutating func hold(
        _ label: Label, _ view: ReferenceView, _ structure: ReferenceStructure, isLabelled: Bool,
        isAsked: Bool
    ) -> Bool {
        let standings = structure.standings(of: view)
        let target = isLabelled ? standings.first { $0.label == label.description } : standings.nearest
        guard let target, !target.standing.held.isEmpty else { return false }
        let alike = standings.filter(\.standing.agrees).map(\.label)
        matches.append(
            DriftReport.ReferenceMatch(
                revision: label.description, model: structure.name,
                matches: isLabelled || alike.isEmpty ? target.label : structure.spelling(of: alike),
                deviations: target.standing.deviations.count, held: target.standing.held.count, alike: alike,
                unseen: target.standing.unseen.map {
                    Unknown(.name($0.what), reason: Phrase(verbatim: $0.reason))
                }))
        held[label, default: []].append(
            Held(
                structure: structure, label: target.label, isMeant: isLabelled || isAsked,
                standing: target.standing))
        return true
    }

    /// For each revision that is meant to be what a model says, the label of the model's revision.
    public func designs(of model: String) -> [String: String] { designs(of: model, whereAllAgrees: false) }

    /// For each revision that is meant to be what a model says, or whose declarations all agree with it, the label
    /// of the model's revision.
    public func designs(of model: String, whereAllAgrees: Bool) -> [String: String] {
        held.reduce(into: [:]) { designs, entry in
            let design = entry.value.first {
                $0.structure.name == model && ($0.isMeant || whereAllAgrees && $0.standing.agrees)
            }
            designs[entry.key.description] = design?.label
        }
    }

    /// The renames that the models know of between two of the revisions.
    public func hints(from old: Label, to new: Label) -> [RenameHint] {
        (held[new] ?? []).flatMap { new -> [RenameHint] in
            guard let old = held[old]?.first(where: { $0.structure.name == new.structure.name }) else {
                return []
            }
            return new.structure.lineage.renames(from: old.label, to: new.label).map(RenameHint.init)
        }
    }

    /// A finding for each declaration of a revision that deviates from its reference.
    public func findings(_ revision: Label) -> [Finding] {
        (held[revision] ?? []).flatMap { held -> [Finding] in
            var order: [[String]] = []
            var groups: [[String]: Finding] = [:]
            for deviation in held.standing.deviations {
                let key = [deviation.symbol, deviation.site?.file ?? ""]
                if groups[key] == nil {
                    order.append(key)
                    groups[key] = finding(deviation, held, revision)
                } else {
                    groups[key]?.consequences.append(.stated(Self.message(deviation, held)))
                }
            }
            return order.compactMap { groups[$0] }
        }.inReportOrder
    }

    private func finding(_ deviation: Deviation, _ held: Held, _ revision: Label) -> Finding {
        let surface = deviation.site.flatMap { SurfaceMap.surface(ofFile: $0.file) } ?? .internal
        let severity =
            held.isMeant ? ReferenceMismatch.severity.weighed(surface, .incompatible) : Severity.note
        func side(_ text: String) -> Declaration? { text == Deviation.absent ? nil : .text("\(text)") }
        return Finding(
            rule: .referenceMismatch, severity: severity, surface: surface, compatibility: .incompatible,
            evidence: .reference, symbol: deviation.symbol, from: .reference(held.label), to: revision,
            message: Self.message(deviation, held), before: side(deviation.expected),
            after: side(deviation.found), site: deviation.site)
    }

    private static func message(_ deviation: Deviation, _ held: Held) -> Phrase {
        let reference: Phrase = "the reference model \(held.structure.name) \(held.label)"
        let symbol = deviation.symbol
        if deviation.found == Deviation.absent {
            return "\(code: symbol) is absent; \(reference) has \(code: deviation.expected)"
        }
        if deviation.expected == Deviation.absent {
            return "\(code: symbol) is declared (\(code: deviation.found)); \(reference) has no such thing"
        }
        return "\(code: symbol) is \(code: deviation.found); \(reference) has \(code: deviation.expected)"
    }
}

extension RenameHint {
    /// What a reference model's history says, as the comparison takes it.
    init(_ rename: Rename) {
        let kind: EntityKind =
            switch rename.kind {
            case .constant: .constant
            case .member: .member
            case .function: .function
            }
        self.init(
            kind: kind, old: rename.old, new: rename.new, isInverted: rename.isInverted,
            container: rename.container)
    }
}
