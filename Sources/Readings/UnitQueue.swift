import ExtractionMessages
import Foundation
import KernelTree

/// Hands the units of one reading to the workers, each as soon as it is known that it has to be parsed.
///
/// What a unit includes is known once it was read in some state: that one goes ahead, and most of the others turn
/// out to be the same. More may be wanted while workers read, until the queue is closed.
package final class UnitQueue: @unchecked Sendable {
    // Unchecked: everything, the reader included, is used under the condition's lock while workers run, and by
    // the thread that started them before and after.
    private let reader: UnitReader
    private let condition = NSCondition()
    private var wishes: [Int: UnitReader.Wish] = [:]
    private var isOpen = true
    /// The wishes that are neither answered nor on their way, by place.
    private var waiting: [UnitReader.Place: [Int]] = [:]
    /// Those that are to be parsed next, in order.
    private var ready: [Int] = []
    /// What is being parsed or about to be, by the number of the wish that leads.
    private var leaders: [Int: UnitReader.GroupKey] = [:]
    /// The precompiled headers that requests on their way make, and those that are made, by the wish's number.
    private var making: [Int: Set<String>] = [:]
    private var made: Set<String> = []
    /// The places whose beginnings were made ahead, and the numbers of the wishes that wait for that.
    private var prepared: Set<UnitReader.Place> = []
    private var preparing: Set<Int> = []
    private var failed = false
    private var count = 0
    /// What was read, by the wishes' numbers.
    package private(set) var answers: [Int: ExtractionResponse] = [:]

    package init(_ reader: UnitReader) { self.reader = reader }

    /// Takes more units.
    ///
    /// - Parameters:
    ///   - units: the units, each in its state.
    ///   - ends: which of them say which lines the preprocessor left out, where they are conditional files.
    ///   - prepare: what the reader has to be told before.
    /// - Returns: the numbers under which ``answers`` has them.
    @discardableResult
    package func add(
        _ units: [(unit: Unit, state: PatchedTree)], findsSkippedLinesOf ends: Range<Int> = 0..<0,
        after prepare: (UnitReader) throws -> Void
    ) rethrows -> Range<Int> {
        condition.lock()
        defer { condition.unlock() }
        try prepare(reader)
        let start = count
        count += units.count
        var places: Set<UnitReader.Place> = []
        for (index, (unit, state)) in units.enumerated() {
            guard
                let wish = reader.wish(
                    unit, in: state, number: start + index, isEnd: ends.contains(index))
            else { continue }
            wishes[wish.number] = wish
            waiting[wish.place, default: []].append(wish.number)
            places.insert(wish.place)
        }
        for place in places { sort(place) }
        announce()
        condition.broadcast()
        return start..<count
    }

    /// Says that nothing more is wanted.
    package func close() {
        condition.lock()
        defer { condition.unlock() }
        isOpen = false
        condition.broadcast()
    }

    /// The next unit to parse; waits for one while others are being parsed. Nil when all is answered.
    func next() throws -> (request: ExtractionRequest, number: Int)? {
        condition.lock()
        defer { condition.unlock() }
        do {
            return try waitForNext()
        } catch {
            failed = true
            condition.broadcast()
            throw error
        }
    }

    private func waitForNext() throws -> (request: ExtractionRequest, number: Int)? {
        while !failed {
            if let number = try takeReady(), let wish = wishes[number] {
                if prepared.insert(wish.place).inserted, let request = try reader.preparation(for: wish) {
                    preparing.insert(number)
                    making[number] = Set(request.preamble?.levels.map(\.file) ?? [])
                    return (request, number)
                }
                let request = try reader.request(wish, without: unfinished)
                making[number] = Set(request.preamble?.levels.map(\.file) ?? []).subtracting(made)
                return (request, number)
            }
            guard isOpen || !leaders.isEmpty else { return nil }
            condition.wait()
        }
        return nil
    }

    /// The precompiled headers that requests on their way are making.
    private var unfinished: Set<String> { making.values.reduce(into: []) { $0.formUnion($1) } }

    /// Takes one out of those that are to be parsed, best one that need not do without what others are making.
    private func takeReady() throws -> Int? {
        let unfinished = unfinished
        var second: Int?
        for number in ready {
            guard let wish = wishes[number] else { continue }
            // Another reading may have answered it by now.
            if let response = reader.lookUp(wish) {
                answers[number] = response
                leaders[number] = nil
                ready.removeAll { $0 == number }
                sort(wish.place)
                return try takeReady()
            }
            if try unfinished.isEmpty || unfinished.isDisjoint(with: reader.preambleFiles(of: wish)) {
                ready.removeAll { $0 == number }
                return number
            }
            second = second ?? number
        }
        ready.removeAll { $0 == second }
        return second
    }

    /// Takes a response; what waited for it is answered or has to be parsed itself.
    func done(_ number: Int, _ response: ExtractionResponse) {
        condition.lock()
        defer { condition.unlock() }
        made.formUnion(making.removeValue(forKey: number) ?? [])
        if preparing.remove(number) != nil {
            ready.insert(number, at: 0)
            return condition.broadcast()
        }
        leaders[number] = nil
        if let wish = wishes[number] {
            answers[number] = reader.learn(wish, response)
            sort(wish.place)
            announce()
        }
        condition.broadcast()
    }

    /// Answers what can be answered of a place, and finds what is to be parsed there.
    private func sort(_ place: UnitReader.Place) {
        var keys = Set(leaders.values.filter { $0.place == place })
        var leading = leaders.filter { $0.value.place == place }.compactMap { wishes[$0.key] }
        var left: [Int] = []
        for number in waiting[place] ?? [] {
            guard let wish = wishes[number] else { continue }
            if let response = reader.lookUp(wish) {
                answers[number] = response
                continue
            }
            let key = reader.groupKey(wish)
            if keys.contains(key) || (!keys.isEmpty && !reader.isKnown(place))
                || leading.contains(where: { reader.declareTheSame($0, wish) })
            {
                left.append(number)
                continue
            }
            keys.insert(key)
            leading.append(wish)
            leaders[number] = key
            ready.append(number)
        }
        waiting[place] = left
        ready.sort { (rank($0), $0) < (rank($1), $1) }
    }

    /// What takes longest comes first, so that no worker is left with it at the end.
    private func rank(_ number: Int) -> Int {
        guard let place = wishes[number]?.place else { return 0 }
        return !reader.isKnown(place) ? 0 : reader.sharesBeginning(place) ? 2 : 1
    }

    private func announce() {
        if !ready.isEmpty { reader.onProgress?(ready.count) }
    }
}
