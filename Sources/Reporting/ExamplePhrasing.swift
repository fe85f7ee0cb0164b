import Drift

/// What an example takes besides its two texts, for people who read about a rule.
public enum ExamplePhrasing {
    /// Each addition with what it is.
    public static func additions(_ example: RuleExample) -> [(head: String, text: String)] {
        switch example.setting {
        case .texts, .functions, .run: []
        case .settings(let text): [("`.kdrift.yml` says", text)]
        case .model(let name): [("with", "--model \(name)\n")]
        case .patch(let patch):
            [
                ("the patch's message says", patch.message),
                ("the patch's diffstat says", patch.diffstat.map { $0 + "\n" } ?? ""),
                ("after the next patch", patch.then ?? ""), ("the tree has", patch.tree ?? ""),
            ].filter { !$0.1.isEmpty }
        }
    }
}
