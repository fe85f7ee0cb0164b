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
        before: """
            struct mutex;
            void mutex_lock(struct mutex *m);
            void mutex_unlock(struct mutex *m);
            int bind(struct mutex *m, int bad)
            {
                mutex_lock(m);
                mutex_unlock(m);
                return bad;
            }

            """,
        after: """
            struct mutex;
            void mutex_lock(struct mutex *m);
            void mutex_unlock(struct mutex *m);
            int bind(struct mutex *m, int bad)
            {
                mutex_lock(m);
                if (bad)
                    return bad;
                mutex_unlock(m);
                return 0;
            }

            """,
        path: "drivers/example.c", setting: .functions)
}
