import Drift
import Phrases

extension Finding {
    /// What the finding says: what changed, and why that is not certain where it is not.
    var sentence: String { Self.phrase(message, doubt).sentence }

    /// A message with its doubt.
    static func phrase(_ message: Phrase, _ doubt: Doubt?) -> Phrase {
        switch doubt {
        case nil: message
        case .unread(let side, let reason, let site)?:
            "not certain: \(message); \(side) could not be read whole: \(reason)"
                + (site.line > 0 ? " (\(site))" : "")
        case .unapplied?: "not certain: \(message); not all patches up to it apply"
        }
    }

    /// How grave it is, as reports say it in a word: what is not certain is no error, warning or note, whatever it would be.
    var gravity: String { verdict == .unknown ? "unknown" : severity.rawValue }

    /// What to do about it; nil where there is nothing to say.
    var adviceText: String? { advice?.sentence }

    /// What follows, one sentence each.
    var consequenceTexts: [String] { consequences.map(\.phrase.sentence) }
}

extension TraceStep.End {
    /// How the call ends, as tables call it: `0`, `−EPERM`, `0 W`, `W`.
    var outcomeText: String {
        switch self {
        case .returned(let outcome, state: _): outcome.description
        case .impossible: "cannot be called"
        }
    }

    /// The outcome and the state after it.
    var text: String {
        switch self {
        case .returned(let outcome, let state): "\(outcome)  \(state)"
        case .impossible: outcomeText
        }
    }
}
