/// What attributes of placement are called in the kernel: `section(".init.text")` is `__init`.
enum PlacementWords {
    private static let functions = [
        ".init.text": "__init", ".exit.text": "__exit", ".ref.text": "__ref", ".noinstr.text": "noinstr",
        ".sched.text": "__sched", ".meminit.text": "__meminit", ".cpuidle.text": "__cpuidle",
        ".text.unlikely": "__cold",
        ".kprobes.text": "__kprobes", ".head.text": "__head",
    ]
    private static let variables = [
        ".init.data": "__initdata", ".init.rodata": "__initconst", ".exit.data": "__exitdata",
        ".ref.data": "__refdata",
        ".data..read_mostly": "__read_mostly", ".data..ro_after_init": "__ro_after_init",
        ".ref.rodata": "__refconst",
        ".data..percpu": "per CPU", ".data..cacheline_aligned": "__cacheline_aligned",
        ".meminit.data": "__meminitdata",
    ]

    /// Attributes in the kernel's words, joined.
    static func text(_ attributes: [String], isFunction: Bool) -> String {
        attributes.map { attribute in
            guard attribute.hasPrefix("section(") else { return "`\(attribute)`" }
            let section = String(attribute.dropFirst("section(".count).dropLast().filter { $0 != "\"" })
            let known = (isFunction ? functions : variables)[section]
            return known.map { "`\($0)` (section `\(section)`)" } ?? "in section `\(section)`"
        }.joined(separator: " and ")
    }
}
