import Flavors
import KernelTree

/// A tree below states, and the flavors that its units are read under.
struct TreeContext: Sendable {
    var flavors: [Flavor] = []
    /// For each flavor where the texts lie that stand in for files of the tree.
    var virtualFiles: [[String: String]] = []
    /// How a flavor differs from an earlier one, by the two; nil where in more than options.
    var differences: [[Int]: FlavorDifference?] = [:]
}
