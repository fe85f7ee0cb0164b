import ExtractionMessages
import Foundation

/// Hands the units of one reading to the workers, each as soon as it is known that it has to be parsed.
///
/// What a unit includes is known once it was read in some state: that one goes ahead, and most of the others turn
/// out to be the same.
final class UnitQueue: @unchecked Sendable {
    // Unchecked: everything, the reader included, is used under the condition's lock while workers run, and by
    // the thread that started them before and after.
    private let reader: UnitReader
    private let condition = NSCondition()
    private let wishes: [Int: UnitReader.Wish]
    /// The wishes that are neither answered nor on their way, by place.
    private var waiting: [UnitReader.Place: [Int]] = [:]
    /// Those that are to be parsed next, in order.
    private var ready: [Int] = []
    /// What is being parsed or about to be, by the number of the wish that leads.
    private var leaders: [Int: UnitReader.GroupKey] = [:]
    private var failed = false
    /// What was read, by the wishes' numbers.
    private(set) var answers: [Int: ExtractionResponse] = [:]

    /// How many units are wanted.
    var count: Int { wishes.count }

    init(_ reader: UnitReader, _ wishes: [UnitReader.Wish]) {
        self.reader = reader
        self.wishes = Dictionary(uniqueKeysWithValues: wishes.map { ($0.number, $0) })
        for wish in wishes { waiting[wish.place, default: []].append(wish.number) }
        for place in Array(waiting.keys) { sort(place) }
        announce()
    }

    /// The next unit to parse; waits for one while others are being parsed. Nil when all is answered.
    func next() throws -> (request: ExtractionRequest, number: Int)? {
        condition.lock()
        defer { condition.unlock() }
        while !failed {
            while let number = ready.first, let wish = wishes[number] {
                ready.removeFirst()
                // Another reading may have answered it by now.
                if let response = reader.lookUp(wish) {
                    answers[number] = response
                    leaders[number] = nil
                    sort(wish.place)
                    continue
                }
                do {
                    return (try reader.request(wish), number)
                } catch {
                    failed = true
                    condition.broadcast()
                    throw error
                }
            }
            guard !leaders.isEmpty else { return nil }
            condition.wait()
        }
        return nil
    }

    /// Takes a response; what waited for it is answered or has to be parsed itself.
    func done(_ number: Int, _ response: ExtractionResponse) {
        condition.lock()
        defer { condition.unlock() }
        leaders[number] = nil
        if let wish = wishes[number] {
            reader.learn(wish, response)
            answers[number] = response
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
