import Drift

extension DriftReport.ReferenceMatch {
    /// How it stands in words: `all 42 declarations agree, 3 not seen`, `2 deviations in 42 declarations`.
    var stateText: String {
        var text =
            deviations == 0
            ? "all \(held) declarations agree"
            : "\(deviations) deviation\(deviations == 1 ? "" : "s") in \(held) declarations"
        if !unseen.isEmpty { text += ", \(unseen.count) not seen" }
        return text
    }
}
