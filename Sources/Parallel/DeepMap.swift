import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// The results for all elements in their order, worked out on all cores by threads with a stack of their own size:
    /// for work that goes deeper than the usual one allows. What comes of it does not depend on how many cores there are.
    ///
    /// - Parameter stackBytes: the size of each thread's stack, in bytes; memory is taken only as far as it is used.
    package func concurrentMap<Result: Sendable>(
        stackBytes: Int, _ transform: @escaping @Sendable (Element) -> Result
    ) -> [Result] {
        guard !isEmpty else { return [] }
        let work = DeepWork(self, transform)
        let threads = Swift.min(Swift.max(1, ProcessInfo.processInfo.activeProcessorCount), count)
        let ended = DispatchSemaphore(value: 0)
        for _ in 0..<threads {
            let thread = Thread {
                work.run()
                ended.signal()
            }
            thread.stackSize = stackBytes
            thread.start()
        }
        for _ in 0..<threads { ended.wait() }
        return work.results.withLock { $0 }.compactMap { $0 }
    }
}

/// Elements that threads take one by one, and what they make of them.
private final class DeepWork<Element: Sendable, Result: Sendable>: Sendable {
    let results: Mutex<[Result?]>
    private let elements: [Element]
    private let transform: @Sendable (Element) -> Result
    private let next = Atomic<Int>(0)

    init(_ elements: [Element], _ transform: @escaping @Sendable (Element) -> Result) {
        self.elements = elements
        self.transform = transform
        results = Mutex(Array(repeating: nil, count: elements.count))
    }

    /// Works until nothing is left.
    func run() {
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < elements.count else { return }
            let result = transform(elements[index])
            results.withLock { $0[index] = result }
        }
    }
}
