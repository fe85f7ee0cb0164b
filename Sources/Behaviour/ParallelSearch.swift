import Parallel
import ReferenceModels

/// Runs searches on all cores. What comes of them does not depend on how many there are.
enum ParallelSearch {
    /// The results in the searches' order, group by group.
    static func run(_ groups: [[BehaviorSearch]]) -> [BehaviorResult] {
        let searches = groups.enumerated().flatMap { group, searches in searches.map { (group, $0) } }
        let all = searches.map(\.1).concurrentMap { $0.run() }
        return groups.indices.map { group in
            BehaviorResult.merging(zip(searches, all).filter { $0.0.0 == group }.map(\.1))
        }
    }
}
