import ArgumentParser
import Foundation
import Globs
import Workers

/// The program. It holds no logic: each subcommand hands its arguments to a session and prints what comes back.
@main
struct Kdrift: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kdrift",
        abstract: "Tells what a kernel patch series really changes: ABI and behaviour, revision by revision.",
        discussion: """
            EXAMPLES
              kdrift review v6.mbox v7.mbox --tree ~/linux
              kdrift model dma-ownership
              kdrift model dma-ownership --from v6 --to v7
              kdrift replay FINGERPRINT

            EXIT STATUS
              0    nothing at or above --fail-on
              1    drift
              2    the job could not be done
              64   wrong usage
              130  interrupted
            """,
        version: Tool.version,
        subcommands: [
            Review.self, Check.self, Diff.self, Show.self, WriteSnapshot.self, Model.self, Replay.self,
            Rules.self, Explain.self, Schema.self, Doctor.self,
        ])

    /// Runs the command. The Swift runtime takes the arguments from `/proc/self/cmdline`: without `/proc` there are
    /// none, not even the program's name, and a gate would print its help and pass.
    static func main() async {
        guard !CommandLine.arguments.isEmpty else {
            Console.say(
                "kdrift: the arguments cannot be read: /proc is not mounted; mount it, in a chroot with "
                    + "'mount -t proc proc /proc'")
            Foundation.exit(2)
        }
        StandardOutput.begin()
        refuseUnknownSubcommand()
        await main(nil)
    }

    /// The parser takes a mistyped subcommand for an argument too many and does not say what was meant.
    private static func refuseUnknownSubcommand() {
        let names = configuration.subcommands.compactMap { $0._commandName } + ["help"]
        guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), !names.contains(word)
        else {
            return
        }
        let hint = NearNames.question(for: word, among: names) ?? "there are \(names.joined(separator: ", "))"
        Console.say("kdrift: there is no subcommand '\(word)'\nhint: \(hint)")
        Foundation.exit(64)
    }
}
