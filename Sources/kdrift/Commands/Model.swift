import ArgumentParser
import Behaviour
import Drift
import Reporting

/// `kdrift model [NAME]`
struct Model: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a reference model: which design keeps which property.",
        discussion: """
            Without NAME it lists the models. The table is an answer, not a verdict: the exit status is 0.

            EXAMPLES
              kdrift model
              kdrift model dma-ownership
              kdrift model dma-ownership --design v7,v8 --property P1 --trace
              kdrift model dma-ownership --from v6 --to v7
              kdrift model dma-ownership --format json:model.json
            """)

    @Argument(help: "The model's name.", completion: .list(ReferenceChoice.names))
    var name: String?

    @Option(
        help: ArgumentHelp("Only these designs.", valueName: "A,B"), completion: .list(ModelSession.designs))
    var design: String = ""

    @Option(help: ArgumentHelp("Only these properties.", valueName: "P1,P2"))
    var property: String = ""

    @Flag(help: "Show a shortest run for everything that is not kept, call by call.")
    var trace = false

    @Option(
        help: "The old of two designs whose drifts are shown side by side; with --to.",
        completion: .list(ModelSession.designs))
    var from: String?

    @Option(help: "The new one.", completion: .list(ModelSession.designs))
    var to: String?

    @OptionGroup var output: ModelOutputOptions

    func validate() throws {
        if (from == nil) != (to == nil) { throw ValidationError("--from and --to belong together") }
        if name == nil, from != nil || trace || !design.isEmpty || !property.isEmpty {
            throw ValidationError("which model? `kdrift model` lists them")
        }
        if from != nil, trace || !design.isEmpty || !property.isEmpty {
            throw ValidationError("--from and --to take no --design, --property or --trace")
        }
    }

    func run() throws {
        let pair = from.flatMap { from in to.map { (from, $0) } }
        let query = ModelSession.Query(
            model: name, designs: Self.names(design), properties: Self.names(property), showsTraces: trace,
            pair: pair)
        do {
            let answer = try ModelSession().answer(query)
            try output.write { $0.render(answer) }
        } catch let exit as ExitCode {
            throw exit
        } catch {
            throw ValidationError("\(error)")
        }
    }

    private static func names(_ list: String) -> [String] { list.split(separator: ",").map(String.init) }
}

/// What `kdrift model` and `kdrift replay` take for their output.
struct ModelOutputOptions: ParsableArguments {
    @Option(help: "text, json or markdown, with `:FILE` to write it to a file (repeatable).")
    var format: [ModelFormatArgument] = []

    /// Renders in every format that was asked for.
    func write(_ render: (any ModelReporter) -> String) throws {
        let text = ModelFormatArgument(argument: "text")
        for request in format.isEmpty ? [text].compactMap({ $0 }) : format {
            let isColored = request.file == nil && Terminal.isColored
            let output = render(request.format.reporter(isColored: isColored))
            guard let file = request.file else {
                try Console.put(output)
                continue
            }
            try Console.write(output, to: file)
        }
    }
}

/// `--format text`, `--format json:model.json`.
struct ModelFormatArgument: ExpressibleByArgument {
    var format: ModelFormat
    var file: String?

    init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1)
        guard let name = parts.first, let format = ModelFormat(rawValue: String(name)) else { return nil }
        self.format = format
        file = parts.count > 1 ? String(parts[1]) : nil
    }

    static var allValueStrings: [String] { ModelFormat.allCases.map(\.rawValue) }
}
