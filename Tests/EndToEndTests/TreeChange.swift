import Drift
import Foundation
import Readings
import Sessions
import Testing
import Workers

/// Two states of a small kernel tree, held against each other in either direction: by `diff`, and by `review` as a patch.
struct TreeChange {
    /// The texts that both states have, by path.
    var common: [String: String] = [:]
    /// Whether the tree was built, so that its configuration is given.
    var isBuilt = true
    /// The texts that the old state alone has, or has otherwise.
    var old: [String: String]
    /// The texts of the new state.
    var new: [String: String]

    /// What `diff` says.
    func diff(
        backwards: Bool = false, files: [String] = [],
        configure: (inout DiffSession.Options) -> Void = { _ in }
    ) throws -> DriftReport {
        let sides = try [old, new].map { own in
            let tree = try ScratchTree.kernel("linux")
            try write(common.merging(own) { _, last in last }, to: tree)
            return tree
        }
        let (before, after) = backwards ? (sides[1], sides[0]) : (sides[0], sides[1])
        var options = DiffSession.Options(
            old: TreeOptions(path: before.path), new: TreeOptions(path: after.path), files: files,
            model: .none)
        configure(&options)
        return try DiffSession(options: options, pool: try ExtractionPool()).run()
    }

    /// What `review` says of one patch that makes the change.
    func review(
        backwards: Bool = false, files: [String] = [], runsFunctions: Bool = false
    ) async throws -> DriftReport {
        try await review([backwards ? old : new], from: backwards ? new : old, files, runsFunctions)
    }

    /// What `review` says of a series whose patches make one state after the other.
    func review(
        _ states: [[String: String]], from base: [String: String], _ files: [String] = [],
        _ runsFunctions: Bool = false, settings: [String] = []
    ) async throws -> DriftReport {
        let tree = try ScratchTree.kernel("linux")
        if !isBuilt {
            for name in ["include/generated", ".config"] {
                try FileManager.default.removeItem(atPath: tree.place(name))
            }
        }
        try tree.git("init", "-q", "-b", "main")
        try write(common.merging(base) { _, last in last }, to: tree)
        try tree.commit("base")
        var before = base
        for (number, state) in states.enumerated() {
            for path in before.keys where state[path] == nil {
                if let text = common[path] {
                    try tree.write(text, to: path)
                } else {
                    try tree.git("rm", "-q", path)
                }
            }
            try write(state, to: tree)
            try tree.git("add", "-A", "-f")
            try tree.git("commit", "-qm", "example: step \(number + 1)")
            before = state
        }
        try tree.git("format-patch", "-q", "-o", "out", "base")
        try tree.git("checkout", "-q", "base")
        let (series, _) = try SeriesInput.series(from: [tree.place("out")]) { [] }
        return try await ReviewSession(
            options: .init(
                tree: TreeOptions(path: tree.path, settings: settings), files: files, model: .none,
                runsFunctions: runsFunctions),
            pool: try ExtractionPool()
        ).run(series, inputs: [])
    }

    private func write(_ texts: [String: String], to tree: ScratchTree) throws {
        for (path, text) in texts { try tree.write(text, to: path) }
    }
}
