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
        before:
            "void *kmalloc(int n);\nvoid kfree(void *p);\nint f(int bad) { void *p = kmalloc(8); kfree(p); return bad; }\n",
        after:
            "void *kmalloc(int n);\nvoid kfree(void *p);\nint f(int bad) { void *p = kmalloc(8); if (bad) return bad; kfree(p); return 0; }\n",
        path: "drivers/example.c")
}
