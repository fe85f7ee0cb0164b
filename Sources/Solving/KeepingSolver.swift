import Foundation
import Synchronization

/// Keeps each query and its answer in a directory (`KDRIFT_KEEP`), for whoever wants to ask it again: `NAME.smt2` is a
/// whole script (`z3 NAME.smt2`), `NAME.answer` what the solver said. NAME is a digest of the script.
public final class KeepingSolver: Solver {
    private let solver: any Solver
    private let directory: URL
    private let failure = Mutex<String?>(nil)

    /// - Parameters:
    ///   - solver: who is asked.
    ///   - directory: where the files go; made where it is missing.
    /// - Throws: ``SolvingError`` where the directory cannot be made or written to.
    public init(_ solver: any Solver, directory: URL) throws(SolvingError) {
        self.solver = solver
        self.directory = directory
        try? FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory.path, isDirectory: &isDirectory),
            isDirectory.boolValue, FileManager.default.isWritableFile(atPath: directory.path)
        else {
            throw SolvingError(
                message: "queries cannot be kept in \(directory.path)",
                hint: "let KDRIFT_KEEP name a directory that can be written to")
        }
    }

    /// The solver's answer, kept beside the query.
    public func answer(_ query: SolverQuery) -> SolverAnswer {
        let script = query.script(limitsEffort: true)
        let file = directory.appendingPathComponent(Self.digest(script))
        write(script, to: file.appendingPathExtension("smt2"))
        let answer = solver.answer(query)
        write("\(solver.name): \(Self.words(answer))\n", to: file.appendingPathExtension("answer"))
        return answer
    }

    /// The solver's name.
    public var name: String { solver.name }

    /// Why the first file that could not be written was not; nil where all were.
    public var firstFailure: String? { failure.withLock { $0 } }

    private func write(_ text: String, to file: URL) {
        do {
            try Data(text.utf8).write(to: file, options: .atomic)
        } catch {
            failure.withLock { $0 = $0 ?? "\(file.lastPathComponent) could not be written" }
        }
    }

    private static func words(_ answer: SolverAnswer) -> String {
        switch answer {
        case .unsatisfiable: return "unsat"
        case .satisfiable(let values):
            return (["sat"] + values.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" })
                .joined(separator: "\n")
        case .unknown(let reason): return "unknown: \(reason)"
        }
    }

    /// FNV-1a, 64 bits, twice from different starts: names files, proves nothing.
    private static func digest(_ text: String) -> String {
        var first: UInt64 = 0xcbf2_9ce4_8422_2325
        var second: UInt64 = 0x9e37_79b9_7f4a_7c15
        for byte in text.utf8 {
            first = (first ^ UInt64(byte)) &* 0x100_0000_01b3
            second = (second ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return [first, second].map { value in
            let digits = String(value, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
