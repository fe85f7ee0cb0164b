import Drift
import Phrases

extension Unknown {
    /// What is unknown, after the side that it is unknown of.
    public var what: Phrase {
        let name: Phrase =
            switch subject {
            case .unit(let file, let flavor): "\(file) (\(flavor))"
            case .lines(let file, let lines) where lines.count == 1: "\(file):\(lines.lowerBound)"
            case .lines(let file, let lines): "\(file):\(lines.lowerBound)-\(lines.upperBound)"
            case .bodies(let file): "what \(file) does"
            case .function(let name): "\(name)()"
            case .change(let function, let old, let new): "\(old) → \(new): \(function)()"
            case .contents(let variable, let old, let new): "\(old) → \(new): what \(variable) holds at first"
            case .patch(let number): "patch \(number)"
            case .flavor(let name), .name(let name), .recorded(let name): "\(name)"
            }
        return label.map { "\($0): \(name)" } ?? name
    }

    /// What is unknown, as text.
    var whatText: String { what.sentence }
}
