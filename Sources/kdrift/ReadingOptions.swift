import ArgumentParser
import Readings
import Workers

/// What every command takes that reads a tree: under which architectures and configurations.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Architectures, separated by commas: \(TreeOptions.architectureNames).",
            valueName: "arch,…"))
    var arch: String = ""

    @Option(help: "A .config for a tree that was not built, for instance one of /boot/config-*.")
    var config: String?

    @Option(help: "A setting laid over the configuration: CONFIG_X=y, =m, =n, a number (repeatable).")
    var define: [String] = []

    @Option(help: "The directory that the tree was built in (make O=…).")
    var buildDir: String?

    @Flag(help: "Read everything anew instead of taking what earlier runs have read.")
    var noCache = false

    /// The processes that read C.
    func pool() throws -> ExtractionPool {
        let pool = try ExtractionPool.standard(usesCache: !noCache) { Console.say("kdrift: note: \($0)") }
        pool.progress.tell { Console.progress($0.text) }
        Interruption.watch(pool)
        return pool
    }

    /// The tree at `path`, read as these options say.
    func tree(_ path: String) -> TreeOptions {
        TreeOptions(
            path: path, architectures: arch.split(separator: ",").map(String.init), configuration: config,
            settings: define, buildDirectory: buildDir)
    }
}
