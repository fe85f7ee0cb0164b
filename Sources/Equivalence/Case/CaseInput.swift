import CProgram

/// One concrete case of a function: arguments, memory, and what the functions that it calls answer.
public struct CaseInput: Codable, Hashable, Sendable {
    /// What one event answers.
    public struct Answer: Codable, Hashable, Sendable {
        /// What it gives back, in parts of 8 bytes; a number has one, held as its type says.
        public var parts: [UInt64]
        /// Bytes that it writes, by address.
        public var writes: [UInt64: UInt8]

        /// Makes an answer.
        public init(parts: [UInt64] = [0], writes: [UInt64: UInt8] = [:]) {
            self.parts = parts
            self.writes = writes
        }
    }

    /// The arguments, each in parts of 8 bytes; a number has one.
    public var arguments: [[UInt64]]
    /// Bytes in memory when the function begins, by address; the rest is zero.
    public var memory: [UInt64: UInt8]
    /// What the events answer, in order; later ones answer zero.
    public var answers: [Answer]

    /// Makes a case.
    public init(arguments: [[UInt64]], memory: [UInt64: UInt8] = [:], answers: [Answer] = []) {
        self.arguments = arguments
        self.memory = memory
        self.answers = answers
    }
}

extension CaseInput {
    /// The same case with an object of its own, all zero, behind each argument that points into the first page in it or is an error
    /// pointer.
    func passingObjects(_ parameters: [ValueType]) -> CaseInput {
        var input = self
        for (index, type) in parameters.enumerated() where input.arguments.indices.contains(index) {
            guard case .pointer = type, input.arguments[index].count == 1,
                input.arguments[index][0] < 4096 || input.arguments[index][0] >= 0 &- 4095
            else {
                continue
            }
            input.arguments[index] = [0xffff_8881_0000_0000 + UInt64(index) * 0x1_0000]
        }
        return input
    }
}

/// What one side does in a case.
public struct CaseTrace: Hashable, Sendable {
    /// Something that an observer sees.
    public struct Event: Hashable, Sendable {
        /// What kind of event.
        public enum Kind: String, Hashable, Sendable {
            case call, callThrough, volatileRead, volatileWrite, assembly, warning, log
        }

        /// What kind of event.
        public var kind: Kind
        /// The callee, the macro, or the assembly's text.
        public var name: String
        /// The operands' numbers; for a call through a pointer that pointer first.
        public var operands: [UInt64]
        /// What it answered; nil for a log message.
        public var answer: [UInt64]?
        /// The line it stands on, 1-based.
        public var line: Int
        /// Memory that differs from what it was when the function began, as far as others may see it.
        public var memory: [UInt64: UInt8]
        /// The place of its answer among the case's; nil where it took none.
        var answerPlace: Int?
        /// What is known of assembly; nil for other events.
        var assembly: AssemblyTrace?
    }

    /// How it ended.
    public enum Ending: Hashable, Sendable {
        /// With a value, in parts of 8 bytes.
        case returned([UInt64])
        /// `BUG` of that macro.
        case bug(String)
        /// The processor traps: a null pointer, an error pointer, a division by zero.
        case trapped(String)
        /// It cannot be said what happens: undefined behaviour, a bound.
        case unclear(String)
    }

    /// The events in order.
    public var events: [Event] = []
    /// How it ended.
    public var ending: Ending = .unclear("")
    /// Memory at the end that differs from what it was, as far as it outlives the function.
    public var memory: [UInt64: UInt8] = [:]
    /// The line it ended on, 1-based.
    public var line = 0
    /// How many events, but for log messages, there were when the case first took objects of different types to lie over each other, or
    /// an allocation to give what none gives; nil where it did not. What comes after that shows nothing.
    public var credibleEvents: Int?
    /// Where pointers were read of which the case says nothing, so that they were null.
    var openPointers: Set<UInt64> = []
    /// The events that gave a null pointer of which the case says nothing, by the places of their answers.
    var openAnswers: Set<Int> = []
    /// Bytes that were written, whatever stood there.
    var written: Set<UInt64> = []

    /// The events by which ``CaseDifference`` counts: all but log messages.
    public var countedEvents: [Event] { events.filter { $0.kind != .log } }
}

extension CaseInput {
    /// The same case, in which pointers that lie at some places, and those that some events give, lead to objects of their own, all zero.
    func pointing(from places: Set<UInt64>, _ answers: Set<Int>) -> CaseInput {
        var input = self
        for place in answers.sorted() {
            while input.answers.count <= place { input.answers.append(Answer(parts: [])) }
            input.answers[place].parts = [ObjectsApart.place(0x400 + place)]
        }
        for place in places.sorted() {
            // Each place has an object of its own, the same in every run of the case.
            let object = ObjectsApart.place(0x1000 + Int(place >> 3 & 0xffff))
            for index in 0..<8 {
                input.memory[place &+ UInt64(index)] = UInt8(truncatingIfNeeded: object >> UInt64(8 * index))
            }
        }
        return input
    }
}
