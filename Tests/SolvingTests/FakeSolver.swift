import Foundation
import Testing

@testable import Solving

/// A program written as a small script, in a directory of its own that goes with the value.
final class FakeSolver {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
        "kdrift-fake-\(UUID().uuidString)")
    let url: URL

    /// - Parameter body: what `/bin/sh` runs.
    init(_ body: String, isExecutable: Bool = true) throws {
        url = directory.appendingPathComponent("fake")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        // Another process writes the file: one that we write may be open in a child of another test's meanwhile, and
        // then it cannot be run ("text file busy").
        let writer = try SolverProcess([
            "/bin/sh", "-c", "cat >\"$1\" && chmod \(isExecutable ? 755 : 644) \"$1\"", "sh", url.path,
        ])
        _ = writer.exchange(
            Array("#!/bin/sh\ncd '\(directory.path)'\n\(body)\n".utf8), closesInput: true,
            deadline: .now + .seconds(60), limit: 1, isComplete: { _ in false })
        try #require(writer.awaitEnd() == .exited(0))
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// A worker that misbehaves when it is started for the first time, and answers `unsat` ever after.
    static func worker(first misbehaviour: String) throws -> FakeSolver {
        try FakeSolver(
            """
            if [ ! -e started ]; then touch started; \(misbehaviour); exit 0; fi
            while read count; do head -c "$count" >/dev/null; printf '6\\nunsat\\n'; done
            """)
    }

    /// How often it was started, where its script says `echo >>starts`.
    var starts: Int {
        let text = try? String(contentsOf: directory.appendingPathComponent("starts"), encoding: .utf8)
        return text?.filter(\.isNewline).count ?? 0
    }
}

/// Ways of a program to go wrong: what its script does, and a part of the reason that is given.
struct Misbehaviour: CustomTestStringConvertible, Sendable {
    var name: String
    var script: String
    var reason: String
    var testDescription: String { name }
}
