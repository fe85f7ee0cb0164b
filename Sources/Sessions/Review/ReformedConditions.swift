import Drift
import Flavors
import Phrases
import Readings

/// Says of conditions that a change gives another meaning where no flavor that is read shows it.
struct ReformedConditions {
    let plan: FlavorPlan

    /// What stays unknown of a file.
    ///
    /// - Parameters:
    ///   - label: the new side.
    ///   - old: the file's text there was; nil where there was none.
    func unknown(_ file: String, of label: Label, old: [UInt8]?, new: [UInt8]?) throws -> [Unknown] {
        guard let old, let new, old != new else { return [] }
        let flavors = try plan.units(of: [file]).map { plan.flavors[$0.flavor] }
        return ConfigurationGuards.undecided(old: old, new: new, under: flavors).map { condition in
            let settings = condition.example.map(\.description).joined(separator: " ")
            return Unknown(
                .lines(file: file, condition.line...condition.line), of: label,
                reason: "no examined flavor tells the condition \(code: condition.text) from what it was; "
                    + "\(code: settings) would (--define)",
                site: .init(file: file, line: condition.line))
        }
    }
}
