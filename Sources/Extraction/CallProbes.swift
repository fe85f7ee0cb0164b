import ABIModel
import LibClang
import SourceText

/// The lines that are appended to a unit to learn what its macros with parameters answer, and what clang says of them.
///
/// Each macro is tried with a few numbers: whether another replacement computes something else, its text does not tell.
struct CallProbes {
    /// A definition that is asked about.
    private struct Question {
        var macro: SourceScanner.MacroText
        /// The expression that it answers with whatever the arguments are.
        var answer: String?
        var isConditional: Bool
        var arguments: [String]
    }

    private let questions: [Question]

    private static let definedPrefix = "kdrift_defined_"
    private static let answerPrefix = "kdrift_answer_"
    private static let samplePrefix = "kdrift_sample_"

    /// What each parameter is in turn. Small and large, even and odd; no two of one row are the same.
    private static let numbers = [
        [9, 5, 3, 7], [0, 1, 2, 4], [0x12345, 0x678, 0x9a, 11], [0x7fff_ffff, 31, 8, 1], [4096, 2, 16, 63],
    ]

    /// Asks for nothing.
    init() { questions = [] }

    /// Asks of the macros with parameters that a file defines.
    init(_ scanner: SourceScanner) {
        questions = scanner.macros.compactMap { macro in
            guard let parameters = macro.parameters else { return nil }
            var question = Question(
                macro: macro, isConditional: scanner.condition(at: macro.line) != nil, arguments: [])
            if case .expression(let text) = MacroAnswer(macro.replacement, parameters: parameters),
                MacroProbes.mayBeConstant(text)
            {
                question.answer = text
            } else if (1...4).contains(parameters.count), parameters.last?.hasSuffix("...") == false,
                MacroProbes.mayBeConstant(macro.replacement)
            {
                question.arguments = Self.numbers.map { row in
                    row.prefix(parameters.count).map(String.init).joined(separator: ", ")
                }
            }
            return question
        }
    }

    /// Whether it asks for nothing.
    var isEmpty: Bool { questions.isEmpty }

    /// The lines.
    var lines: [String] {
        questions.flatMap { question -> [String] in
            let line = question.macro.line
            var lines: [String] = []
            if question.isConditional {
                lines += [
                    "#ifdef \(question.macro.name)", "enum { \(Self.definedPrefix)\(line) = 1 };", "#endif",
                ]
            }
            if let answer = question.answer {
                lines.append("enum { \(Self.answerPrefix)\(line) = (\(answer)) };")
            }
            for (row, arguments) in question.arguments.enumerated() {
                lines.append(
                    "enum { \(Self.samplePrefix)\(line)_\(row) = (\(question.macro.name)(\(arguments))) };")
            }
            return lines
        }
    }

    /// What clang made of the lines.
    struct Answers {
        private var values: [String: CInteger] = [:]

        /// Takes up the constant of an appended line; what is none of ours is passed over.
        mutating func note(_ constant: Cursor) {
            let name = constant.spelling
            guard [definedPrefix, answerPrefix, samplePrefix].contains(where: name.hasPrefix) else { return }
            values[name] = constant.enumConstant(of: constant.type.canonical)
        }

        /// What is known of a macro with parameters that stands in the file that was asked about.
        func call(_ macro: SourceScanner.MacroText, parameters: [String], isConditional: Bool) -> MacroCall {
            let result: Function.Result =
                switch MacroAnswer(macro.replacement, parameters: parameters) {
                case .nothing: .nothing
                case .null: .value(0)
                case .expression:
                    values["\(answerPrefix)\(macro.line)"].map { .value(Int64(bitPattern: $0.bits)) }
                        ?? .computed(macro.replacement)
                case .other: .computed(macro.replacement)
                }
            let samples = numbers.enumerated().compactMap { row, numbers -> MacroCall.Sample? in
                values["\(samplePrefix)\(macro.line)_\(row)"].map { value in
                    MacroCall.Sample(
                        arguments: numbers.prefix(parameters.count).map(String.init).joined(separator: ", "),
                        value: value)
                }
            }
            return MacroCall(
                parameters: parameters, result: result, samples: samples,
                isDefined: !isConditional || values["\(definedPrefix)\(macro.line)"] != nil)
        }
    }
}
