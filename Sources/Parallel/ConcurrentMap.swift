import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// The results for all elements in their order, worked out on all cores. What comes of it does not depend
    /// on how many there are.
    package func concurrentMap<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
        let results = Mutex<[Result?]>(Swift.Array(repeating: nil, count: count))
        let next = Atomic<Int>(0)
        let cores = Swift.max(1, ProcessInfo.processInfo.activeProcessorCount)
        DispatchQueue.concurrentPerform(iterations: Swift.min(cores, count)) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                let result = transform(self[index])
                results.withLock { $0[index] = result }
            }
        }
        return results.withLock { $0 }.compactMap { $0 }
    }
}
