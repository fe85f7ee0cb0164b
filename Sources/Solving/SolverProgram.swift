import Foundation

/// The program `kdrift-solve`: where it is, and which Z3 it has.
public enum SolverProgram {
    /// What to install where Z3 is missing.
    public static let installation =
        "install kdrift-solve beside kdrift and libz3 (Debian, Ubuntu: apt-get install libz3-4)"

    /// Looks for the program: what `KDRIFT_SOLVE` names, then beside the running program, then in `../libexec/kdrift`.
    ///
    /// - Parameters:
    ///   - environment: the variables to look at.
    ///   - running: the running program; nil for this one.
    public static func find(
        environment: [String: String] = ProcessInfo.processInfo.environment, running: URL? = nil
    ) -> URL? {
        if let path = environment["KDRIFT_SOLVE"], !path.isEmpty { return URL(fileURLWithPath: path) }
        let files = FileManager.default
        let programs =
            running.map { [$0] }
            ?? [
                (try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe")).map {
                    URL(fileURLWithPath: $0)
                },
                CommandLine.arguments.first.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath() },
            ].compactMap { $0 }
        for directory in programs.map({ $0.deletingLastPathComponent() }) {
            for name in ["kdrift-solve", "../libexec/kdrift/kdrift-solve"] {
                let candidate = directory.appendingPathComponent(name)
                if files.isExecutableFile(atPath: candidate.path) { return candidate }
            }
        }
        return nil
    }

    /// Which solver the program has, such as `Z3 4.8.12`; the failure says why it has none.
    public static func version(of executable: String) -> Result<String, SolvingError> {
        do throws(SolverProcess.Unstartable) {
            let process = try SolverProcess([executable, "--version"])
            let outcome = process.exchange(
                [], closesInput: true, deadline: .now + .seconds(10), limit: 4096, isComplete: { _ in false })
            let end = process.awaitEnd()
            let line = String(decoding: process.received, as: UTF8.self).split(whereSeparator: \.isNewline)
                .first
            guard case .closed = outcome, end == .exited(0), let line else {
                return .failure(complaint(of: executable, end, process.lastWords))
            }
            return .success(String(line))
        } catch {
            return .failure(SolvingError(message: error.reason, hint: installation))
        }
    }

    /// Why a program that ended at once cannot work.
    ///
    /// - Parameters:
    ///   - end: status 2 where it says itself what is wrong and what to do; 127 where the loader says which library is
    ///     missing.
    ///   - words: the first line of its standard error.
    static func complaint(of executable: String, _ end: SolverProcess.End, _ words: String?) -> SolvingError {
        // Reports name no path of this machine's.
        let words = words?.replacing(executable, with: "kdrift-solve")
        return SolvingError(
            message: words ?? "kdrift-solve cannot work (\(end.words))",
            hint: words != nil && end == .exited(2) ? "" : installation)
    }

    /// One line for `kdrift doctor`: which solver there is, or what is missing and what that costs.
    public static func examination(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String {
        guard let program = find(environment: environment) else {
            return "solver: none (kdrift-solve is not beside kdrift; \(installation))"
        }
        switch version(of: program.path) {
        case .success(let name): return "solver: \(name)"
        case .failure(let error): return "solver: none (\(error.reason))"
        }
    }
}
