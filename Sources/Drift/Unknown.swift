import ABIModel
import Phrases

/// Something that is unknown: it could not be read, run or compared, and must not read as the same.
public struct Unknown: Hashable, Sendable {
    /// What is unknown.
    public enum Subject: Hashable, Sendable {
        /// What a file declares under a flavor.
        case unit(file: String, flavor: String)
        /// Lines of a file that no flavor compiles.
        case lines(file: String, ClosedRange<Int>)
        /// What the functions of a file do.
        case bodies(file: String)
        /// What a function does.
        case function(String)
        /// Whether a function does the same on two sides, by the names of the sides.
        case change(function: String, from: String, to: String)
        /// What a variable holds at first on two sides, by the names of the sides.
        case contents(variable: String, from: String, to: String)
        /// A patch of the side, by its number: it did not apply or arrive whole.
        case patch(Int)
        /// All that stands under a flavor.
        case flavor(String)
        /// A declaration, a reference model, or what else has a name.
        case name(String)
        /// What a baseline says that its tree did not show.
        case recorded(String)
    }

    /// The side; nil where it is not of one side.
    public var label: Label?
    /// What is unknown.
    public var subject: Subject
    /// Why, in one sentence.
    public var reason: Phrase
    /// Where, if it has a place.
    public var site: SourceSite?

    /// Makes an entry.
    public init(_ subject: Subject, of label: Label? = nil, reason: Phrase, site: SourceSite? = nil) {
        self.label = label
        self.subject = subject
        self.reason = reason
        self.site = site
    }

    /// Whether it makes the step from one side to another uncertain: it is of one of them, or of this very step.
    public func concerns(_ from: Label, _ to: Label) -> Bool {
        switch subject {
        case .change(_, let old, let new), .contents(_, let old, let new):
            return old == from.description && new == to.description
        default: break
        }
        return label?.revision.map { $0 == from.revision || $0 == to.revision } ?? false
    }
}

extension Unknown: Comparable {
    /// Orders by side, subject and the facts of the reason.
    public static func < (left: Unknown, right: Unknown) -> Bool {
        let (one, other) = (left.place, right.place)
        return one == other ? left.reason.facts.lexicographicallyPrecedes(right.reason.facts) : one < other
    }

    /// The side and the subject in canonical words, which no report shows.
    private var place: String {
        let name =
            switch subject {
            case .unit(let file, let flavor): "\(file) (\(flavor))"
            case .lines(let file, let lines):
                "\(file):\(lines.lowerBound)" + (lines.count == 1 ? "" : "-\(lines.upperBound)")
            case .bodies(let file): "what \(file) does"
            case .function(let name): "\(name)()"
            case .change(let function, let old, let new): "\(old) → \(new): \(function)()"
            case .contents(let variable, let old, let new): "\(old) → \(new): what \(variable) holds at first"
            case .patch(let number): "patch \(number)"
            case .flavor(let name), .name(let name), .recorded(let name): name
            }
        return label.map { "\($0): \(name)" } ?? name
    }
}
