import Drift
import PatchSeries

extension PatchReference {
    /// How findings name a patch of the revision with that label.
    package init(_ patch: Patch, in label: String) {
        self.init(revision: label, number: patch.number, messageID: patch.messageID, title: patch.title)
    }
}
