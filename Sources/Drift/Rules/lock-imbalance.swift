/// Found by the pipeline, which has what it takes to prove it.
enum LockImbalance: PipelineRule {
    static let id = "lock-imbalance"
    static let title = "lock not released on some path"
    static let severity = Severity.error
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        A path leaves the function with a lock held that it took, or releases one that it did not take: the next \
        caller hangs or the lock protects nothing.
        """
    static let example = RuleExample(
        before:
            "void lock(int *m);\nvoid unlock(int *m);\nint f(int *m, int bad) { lock(m); unlock(m); return bad; }\n",
        after:
            "void lock(int *m);\nvoid unlock(int *m);\nint f(int *m, int bad) { lock(m); if (bad) return bad; unlock(m); return 0; }\n",
        path: "drivers/example.c")
}
