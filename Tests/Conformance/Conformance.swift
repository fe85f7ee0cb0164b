import ArgumentParser

/// Holds what runs the C of whole trees against what is known about it. For `make`, not for users.
@main struct Conformance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance", abstract: "Hold the behaviour of whole trees against the references.",
        subcommands: [Behaviour.self, Growth.self, Lowering.self, Mutants.self])
}
