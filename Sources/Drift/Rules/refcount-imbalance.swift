/// Found by the pipeline, which has what it takes to prove it.
enum RefcountImbalance: PipelineRule {
    static let id = "refcount-imbalance"
    static let title = "counter not balanced over get and put"
    static let severity = Severity.error
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        After every user gave back what it took, the counter is not where it began: a leak keeps the object busy \
        for ever, an underflow frees it under its users.
        """
    static let example = RuleExample(
        before: """
            struct sock;
            void sock_hold(struct sock *s);
            void sock_put(struct sock *s);
            int send(struct sock *s);
            int flush(struct sock *s)
            {
                sock_hold(s);
                int error = send(s);
                sock_put(s);
                return error;
            }

            """,
        after: """
            struct sock;
            void sock_hold(struct sock *s);
            void sock_put(struct sock *s);
            int send(struct sock *s);
            int flush(struct sock *s)
            {
                sock_hold(s);
                int error = send(s);
                if (error)
                    return error;
                sock_put(s);
                return error;
            }

            """,
        path: "drivers/example.c", setting: .functions)
}
