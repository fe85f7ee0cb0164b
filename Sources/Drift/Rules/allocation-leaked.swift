/// Found by the pipeline, which has both bodies run.
enum AllocationLeaked: FunctionRule {
    static let id = "allocation-leaked"
    static let title = "memory neither freed nor handed on"
    static let severity = Severity.error
    static let question = RuleQuestion.callersExpectIt
    static let isFunctional = true
    static let rationale = """
        On the path that is shown the function leaves an allocation that nobody can find any more: it is not freed, not \
        given back, and no memory points to it. Before, this path did not leave it.
        """
    static let example = RuleExample(
        before: """
            void *kmalloc(unsigned long size, unsigned int flags);
            void kfree(const void *p);
            int fill(void *p);
            int load(void)
            {
                void *p = kmalloc(8, 0);
                if (!p)
                    return -12;
                int error = fill(p);
                kfree(p);
                return error;
            }

            """,
        after: """
            void *kmalloc(unsigned long size, unsigned int flags);
            void kfree(const void *p);
            int fill(void *p);
            int load(void)
            {
                void *p = kmalloc(8, 0);
                if (!p)
                    return -12;
                int error = fill(p);
                if (error)
                    return error;
                kfree(p);
                return error;
            }

            """,
        path: "drivers/example.c", setting: .functions)
}
