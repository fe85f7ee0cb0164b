import ExtractionMessages
import KernelTree
import Parallel

/// Hands the units of one reading to the workers, each as soon as it is known that it has to be parsed.
///
/// What a unit includes is known once it was read in some state: that one goes ahead, and most of the others turn
/// out to be the same. More may be wanted while workers read, until the queue is closed.
package final class UnitQueue: Sendable {
    private let reader: UnitReader
    private let state = Monitor(State())

    package init(_ reader: UnitReader) { self.reader = reader }

    /// Takes more units.
    ///
    /// - Parameters:
    ///   - units: the units, each in its state.
    ///   - ends: which of them say which lines the preprocessor left out, where they are conditional files.
    /// - Returns: the numbers of their answers.
    @discardableResult
    package func add(
        _ units: [(unit: Unit, state: PatchedTree)], findsSkippedLinesOf ends: Range<Int> = 0..<0
    ) -> Range<Int> {
        state.withLock { $0.add(units, ends, reader) }
    }

    /// Says that nothing more is wanted.
    package func close() { state.withLock { $0.isOpen = false } }

    /// The answers of that number, once the queue is through; nil for a file that is not there.
    package func answers(to numbers: Range<Int>) -> [ExtractionResponse?] {
        let answers = state.withLock { $0.answers }
        return numbers.map { answers[$0] }
    }

    /// The next unit to parse; waits for one while others are being parsed. Nil when all is answered.
    func next() throws -> (request: ExtractionRequest, number: Int)? {
        do {
            let step = try state.wait { try $0.next(reader) }
            guard case .parse(let turn) = step else { return nil }
            let message = try reader.message(
                for: turn.request, turn.preamble, isPreparation: turn.isPreparation)
            return (message, turn.request.number)
        } catch {
            state.withLock { $0.hasFailed = true }
            throw error
        }
    }

    /// Takes a response; what waited for it is answered or has to be parsed itself.
    func done(_ number: Int, _ response: ExtractionResponse) {
        state.withLock { $0.take(response, number, reader) }
    }

    /// A unit that a worker reads next.
    private struct Turn: Sendable {
        var request: UnitRequest
        /// What it goes on from; what another request is making now is left out.
        var preamble: SharedPreamble?
        /// Whether the preamble is made, and nothing else.
        var isPreparation = false
    }

    private enum Step: Sendable {
        case parse(Turn)
        case end
    }

    /// All that the queue knows. The lock is held while it changes, and no text is read from a disk meanwhile but those
    /// that are compared.
    private struct State: Sendable {
        var requests: [Int: UnitRequest] = [:]
        var isOpen = true
        var hasFailed = false
        /// The requests that are neither answered nor on their way.
        var waiting: [TreeUnit: [Int]] = [:]
        /// Those that are to be parsed next, in order.
        var ready: [Int] = []
        /// What is being parsed or about to be, by the number of the request that goes ahead of its group.
        var leaders: [Int: GroupKey] = [:]
        /// The precompiled headers that messages on their way make, by the request's number, and those that are made.
        var making: [Int: Set<String>] = [:]
        var made: Set<String> = []
        /// The units whose preambles were made by a message of their own, and the requests that wait for that.
        var prepared: Set<TreeUnit> = []
        var preparing: Set<Int> = []
        var count = 0
        /// What was read, by the requests' numbers.
        var answers: [Int: ExtractionResponse] = [:]

        mutating func add(
            _ units: [(unit: Unit, state: PatchedTree)], _ ends: Range<Int>, _ reader: UnitReader
        ) -> Range<Int> {
            let start = count
            count += units.count
            var treeUnits: Set<TreeUnit> = []
            for (index, (unit, tree)) in units.enumerated() {
                guard
                    let request = reader.request(
                        unit, in: tree, number: start + index, isEnd: ends.contains(index))
                else { continue }
                requests[request.number] = request
                waiting[request.treeUnit, default: []].append(request.number)
                treeUnits.insert(request.treeUnit)
            }
            for treeUnit in treeUnits { sort(treeUnit, reader) }
            announce(reader)
            return start..<count
        }

        /// What a worker does next; nil where it has to wait.
        mutating func next(_ reader: UnitReader) throws -> Step? {
            if hasFailed { return .end }
            if let number = try takeReady(reader), let request = requests[number] {
                var turn = Turn(request: request, preamble: try reader.preamble(of: request))
                let levels = turn.preamble?.levels ?? []
                if prepared.insert(request.treeUnit).inserted, !levels.isEmpty,
                    reader.isPreparedFirst(request.treeUnit)
                {
                    turn.isPreparation = true
                    preparing.insert(number)
                    making[number] = Set(levels.map(\.file))
                    return .parse(turn)
                }
                let unfinished = unfinished
                let usable = levels.prefix { !unfinished.contains($0.file) }
                turn.preamble?.levels = Array(usable)
                making[number] = Set(usable.map(\.file)).subtracting(made)
                return .parse(turn)
            }
            return isOpen || !leaders.isEmpty ? nil : .end
        }

        mutating func take(_ response: ExtractionResponse, _ number: Int, _ reader: UnitReader) {
            made.formUnion(making.removeValue(forKey: number) ?? [])
            if preparing.remove(number) != nil { return ready.insert(number, at: 0) }
            leaders[number] = nil
            guard let request = requests[number] else { return }
            answers[number] = reader.learn(request, response)
            sort(request.treeUnit, reader)
            announce(reader)
        }

        /// The precompiled headers that messages on their way are making.
        private var unfinished: Set<String> { making.values.reduce(into: []) { $0.formUnion($1) } }

        /// Takes one out of those that are to be parsed. The first whose precompiled headers are all made is best: another
        /// one would parse what a worker is parsing already.
        private mutating func takeReady(_ reader: UnitReader) throws -> Int? {
            let unfinished = unfinished
            var second: Int?
            for number in ready {
                guard let request = requests[number] else { continue }
                // Another reading may have answered it by now.
                if let response = reader.lookUp(request) {
                    answers[number] = response
                    leaders[number] = nil
                    ready.removeAll { $0 == number }
                    sort(request.treeUnit, reader)
                    return try takeReady(reader)
                }
                let files =
                    try unfinished.isEmpty ? [] : reader.preamble(of: request)?.levels.map(\.file) ?? []
                if unfinished.isDisjoint(with: files) {
                    ready.removeAll { $0 == number }
                    return number
                }
                second = second ?? number
            }
            ready.removeAll { $0 == second }
            return second
        }

        /// Answers what can be answered of a unit, and finds what is to be parsed of it.
        private mutating func sort(_ treeUnit: TreeUnit, _ reader: UnitReader) {
            var keys = Set(leaders.values.filter { $0.treeUnit == treeUnit })
            var leading = leaders.filter { $0.value.treeUnit == treeUnit }.compactMap { requests[$0.key] }
            var left: [Int] = []
            for number in waiting[treeUnit] ?? [] {
                guard let request = requests[number] else { continue }
                if let response = reader.lookUp(request) {
                    answers[number] = response
                    continue
                }
                let key = reader.groupKey(request)
                if keys.contains(key) || (!keys.isEmpty && !reader.isKnown(treeUnit))
                    || leading.contains(where: { reader.declareTheSame($0, request) })
                {
                    left.append(number)
                    continue
                }
                keys.insert(key)
                leading.append(request)
                leaders[number] = key
                ready.append(number)
            }
            waiting[treeUnit] = left
            ready = ready.sorted { (rank($0, reader), $0) < (rank($1, reader), $1) }
        }

        /// What takes longest comes first, so that no worker is left with it at the end.
        private func rank(_ number: Int, _ reader: UnitReader) -> Int {
            guard let treeUnit = requests[number]?.treeUnit else { return 0 }
            return !reader.isKnown(treeUnit) ? 0 : reader.hasPreamble(treeUnit) ? 2 : 1
        }

        private func announce(_ reader: UnitReader) {
            reader.progress.expect(ready.count)
        }
    }
}
