/// What events answer in a case, by what they are and not by their place: for runs that go into functions which the case took for
/// events, where more events come in between.
struct NamedAnswers {
    private var left: [String: [CaseInput.Answer]] = [:]

    /// Takes the answers of a case by the events that got them, on the side that has more of them.
    init(_ found: FunctionCase) {
        let trace = found.old.events.count >= found.new.events.count ? found.old : found.new
        for event in trace.events {
            guard let place = event.answerPlace, found.input.answers.indices.contains(place) else { continue }
            left[Self.key(event.kind, event.name), default: []].append(found.input.answers[place])
        }
    }

    /// The next answer of an event; one of which the case says nothing gives zero and writes nothing.
    mutating func next(_ kind: CaseTrace.Event.Kind, _ name: String) -> CaseInput.Answer {
        let key = Self.key(kind, name)
        guard let first = left[key]?.first else { return CaseInput.Answer() }
        left[key]?.removeFirst()
        return first
    }

    private static func key(_ kind: CaseTrace.Event.Kind, _ name: String) -> String {
        "\(kind.rawValue) \(name)"
    }
}
