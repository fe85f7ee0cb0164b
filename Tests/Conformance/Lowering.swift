import ABIModel
import ArgumentParser
import CProgram
import Foundation
import Readings
import Workers

/// Counts how many functions of a tree's C files are lowered without a gap.
struct Lowering: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How many functions of C files drawn at random are lowered without a gap.",
        discussion: """
            Functions in which clang finds an error do not count. What is listed behind the sums are the reasons for \
            gaps, most frequent first, each with one of its places.
            """)

    @Option(help: "The kernel tree.")
    var tree: String
    @Option(help: "How many files to draw from all outside of Documentation, samples, scripts and tools.")
    var count = 40
    @Option(help: "The number that the draw begins with; the same number draws the same files.")
    var seed: UInt64 = 1
    @Option(help: "Read this file instead; may be given several times.")
    var file: [String] = []
    @Option(help: "The gap that a file's lines may have at most, in percent of the functions.")
    var limit = 3.0
    @Flag(help: "List every gap with its function.")
    var list = false
    @Flag(help: "Count the functions of headers, too, that those of the file reach.")
    var reached = false

    @Flag(
        help: """
            Read each file again with other code before it, and list what is not lowered to the same then. Nothing \
            may be: neither lines nor the numbers that macros count are part of what a function does.
            """)
    var moved = false

    /// Reads, counts, and prints.
    func run() throws {
        let survey = try LoweringSurvey(
            TreeOptions(path: tree), pool: try ExtractionPool(timeoutSeconds: 600))
        let files = file.isEmpty ? draw(from: survey.files) : file
        if moved { return try holdAgainstMoved(survey, files) }
        var total = Count()
        print("flavor \(survey.flavor), \(files.count) files")
        for reading in try survey.read(files) {
            var count = Count()
            for body in (reading.program?.functions ?? [:]).values.sorted(by: { $0.name < $1.name })
            where reached || body.site.file == reading.file {
                let gaps = gaps(of: body, in: reading.program ?? Program())
                count.add(gaps)
                if list {
                    for gap in gaps {
                        print("  \(gap.site.file):\(gap.site.line): \(body.name): \(gap.reason)")
                    }
                }
            }
            let problem = reading.problems.first.map { ", \(reading.problems.count) errors: \($0)" } ?? ""
            print("\(reading.file): \(count)\(problem)")
            total.add(count)
        }
        print("total: \(total), \(String(format: "%.2f", total.percent)) %")
        for (reason, places) in total.reasons.sorted(by: {
            ($1.value.count, $0.key) < ($0.value.count, $1.key)
        }) {
            print("  \(places.count) \(reason) (\(places[0]))")
        }
        if total.percent < 100 - limit { throw ExitCode(1) }
    }

    private func holdAgainstMoved(_ survey: LoweringSurvey, _ files: [String]) throws {
        let before = """
            static int kdrift_before[] = { __COUNTER__, __COUNTER__, __COUNTER__ };


            """
        var compared = 0
        var differing = 0
        for (plain, moved) in zip(try survey.read(files), try survey.read(files) { before + $0 }) {
            guard let old = plain.program, let new = moved.program else { continue }
            for (name, body) in old.functions.sorted(by: { $0.key < $1.key }) {
                compared += 1
                let other = new.functions[name]
                let words = body.words()
                guard other?.words() != words || other?.signature != body.signature else { continue }
                differing += 1
                let place = zip(words, other?.words() ?? []).first { $0 != $1 }
                print("\(plain.file): \(name): \(place.map { "\($0.0) / \($0.1)" } ?? "gone")")
            }
            for (name, global) in old.globals.sorted(by: { $0.key < $1.key }) {
                compared += 1
                let other = new.globals[name]
                let values = { (global: GlobalVariable?) in
                    (global?.initializer ?? []).map { words(of: $0.value) }
                }
                guard values(other) != values(global) || other?.attributes != global.attributes else {
                    continue
                }
                differing += 1
                print("\(plain.file): \(name): another value or attribute, or gone")
            }
            if old.assembly != new.assembly { print("\(plain.file): assembly at file scope") }
        }
        print("\(compared) functions and variables, \(differing) differ")
        if differing > 0 || compared == 0 { throw ExitCode(1) }
    }

    /// An expression in words, without the lines it stands on.
    private func words(of value: CProgram.Expression) -> [String] {
        let site = SourceSite(file: "", line: 0)
        let signature = FunctionSignature(parameters: [], result: .void, resultSpelling: "void")
        return FunctionBody(name: "", site: site, signature: signature, locals: [], body: .expression(value))
            .words()
    }

    /// What the tree and the code that is made of it lack.
    private func gaps(of body: FunctionBody, in program: Program) -> [Unsupported] {
        guard body.unsupported.isEmpty else { return body.unsupported }
        var alone = program
        alone.functions = [body.name: body]
        let code = CodeWriter.code(for: body, names: NameTable(alone, shims: []))
        return code.instructions.enumerated().compactMap { place, instruction in
            guard case .unsupported(let text) = instruction else { return nil }
            return Unsupported(reason: code.texts[Int(text)], site: code.site(at: place))
        }
    }

    /// Draws files with a generator of our own (SplitMix64), so that a draw can be made again anywhere.
    private func draw(from files: [String]) -> [String] {
        let outside = ["Documentation/", "samples/", "scripts/", "tools/"]
        var rest = files.filter { file in !outside.contains { file.hasPrefix($0) } }
        var state = seed
        var drawn: [String] = []
        while drawn.count < count, !rest.isEmpty {
            state &+= 0x9e37_79b9_7f4a_7c15
            var number = state
            number = (number ^ (number >> 30)) &* 0xbf58_476d_1ce4_e5b9
            number = (number ^ (number >> 27)) &* 0x94d0_49bb_1331_11eb
            number ^= number >> 31
            drawn.append(rest.remove(at: Int(number % UInt64(rest.count))))
        }
        return drawn.sorted()
    }
}

/// What was counted.
private struct Count: CustomStringConvertible {
    var functions = 0
    var unread = 0
    var lowered = 0
    var reasons: [String: [String]] = [:]

    var percent: Double { functions == 0 ? 100 : 100 * Double(lowered) / Double(functions) }

    var description: String {
        "\(lowered) of \(functions) functions lowered" + (unread == 0 ? "" : ", \(unread) not read by clang")
    }

    mutating func add(_ gaps: [Unsupported]) {
        if gaps.contains(where: { $0.reason.hasPrefix("clang: ") }) {
            unread += 1
            return
        }
        functions += 1
        if gaps.isEmpty { lowered += 1 }
        for reason in Set(gaps.map(\.reason)) {
            guard let gap = gaps.first(where: { $0.reason == reason }) else { continue }
            reasons[reason, default: []].append("\(gap.site.file):\(gap.site.line)")
        }
    }

    mutating func add(_ other: Count) {
        functions += other.functions
        unread += other.unread
        lowered += other.lowered
        reasons.merge(other.reasons) { $0 + $1 }
    }
}
