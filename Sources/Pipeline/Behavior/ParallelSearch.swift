import Foundation
import ReferenceModels
import Synchronization

/// Runs searches on all cores. What comes of them does not depend on how many there are.
enum ParallelSearch {
    /// The results in the searches' order, group by group.
    static func run(_ groups: [[BehaviorSearch]]) -> [BehaviorResult] {
        let searches = groups.enumerated().flatMap { group, searches in searches.map { (group, $0) } }
        let results = Mutex<[BehaviorResult?]>(Array(repeating: nil, count: searches.count))
        let next = Atomic<Int>(0)
        let cores = max(1, ProcessInfo.processInfo.activeProcessorCount)
        DispatchQueue.concurrentPerform(iterations: min(cores, searches.count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < searches.count else { return }
                let result = searches[index].1.run()
                results.withLock { $0[index] = result }
            }
        }
        let all = results.withLock { $0 }
        return groups.indices.map { group in
            BehaviorResult.merging(
                zip(searches, all).filter { $0.0.0 == group }.compactMap(\.1))
        }
    }
}
