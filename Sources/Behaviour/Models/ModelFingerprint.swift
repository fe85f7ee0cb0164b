import ReferenceModels
import Workers

/// Names a counterexample of a model across runs.
///
/// The first four hex digits are a hash of the model and its design or pair of designs, the other twelve one of the
/// whole: whoever looks for a fingerprint need not check every design.
struct ModelFingerprint: Hashable {
    /// Sixteen hex digits.
    let text: String

    /// The fingerprint of a counterexample.
    init(_ trace: ReplayTrace) {
        var whole = [trace.model ?? "", trace.setting] + trace.operations
        switch trace.claim {
        case .drift(let from, let to):
            text = Self.subject(trace.model ?? "", [from, to]) + Self.digest(whole + [from, to], bytes: 6)
        case .violation(let design, let clause, let circumstances):
            whole += [design, clause] + circumstances
            text = Self.subject(trace.model ?? "", [design]) + Self.digest(whole, bytes: 6)
        }
    }

    /// The first four digits of all counterexamples of a design, or of a pair.
    static func subject(_ model: String, _ designs: [String]) -> String {
        digest([model] + designs, bytes: 2)
    }

    /// Whether a word has the form of a fingerprint, of a model or of a finding.
    static func isFingerprint(_ word: String) -> Bool {
        word.utf8.count == 16 && word.allSatisfy { "0123456789abcdef".contains($0) }
    }

    private static func digest(_ parts: [String], bytes: Int) -> String {
        Fingerprint.digest(Array(parts.joined(separator: "\u{1f}").utf8), bytes: bytes)
    }
}
