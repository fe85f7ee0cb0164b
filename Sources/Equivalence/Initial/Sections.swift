import CProgram

/// What lies in sections of an object file.
enum Sections {
    /// What the kernel's tools and macros keep for themselves: debugging notes with lines, tables of places in the code, symbols
    /// that are exported (which is compared as a declaration).
    private static let bookkeeping = [
        "__dyndbg", "__verbose", "__bug_table", "__ex_table", "__jump_table", "__tracepoint", "___tracepoint",
        "__trace_printk_fmt", ".printk_index", ".discard", "___ksymtab", "__ksymtab", ".export_symbol",
        "___srcu_struct_ptrs",
        ".data.once", ".data..once", ".static_call", ".altinstr", ".orc", "__versions", "_ftrace_",
        "__syscalls_metadata",
        ".codetag", "alloc_tags", "_error_injection_whitelist", "_kprobe_blacklist", ".BTF",
    ]
    /// Where data lies that is reached by its name, and code.
    private static let ordinary = [
        ".data", ".bss", ".rodata", ".text", ".init.text", ".init.data", ".init.rodata", ".exit.text",
        ".exit.data",
        ".ref.text", ".ref.data", ".ref.rodata", ".noinstr.text", ".sched.text", ".entry.text",
        ".cpuidle.text",
        ".kprobes.text", ".spinlock.text", ".irqentry.text", ".softirqentry.text", ".head.text", ".meminit",
        ".cpuinit",
        ".devinit", ".vvar", ".dynamic",
    ]

    /// The section that attributes name, without quotes.
    static func name(in attributes: [String]) -> String? {
        for text in attributes where text.hasPrefix("section(") {
            return String(text.dropFirst("section(".count).dropLast().filter { $0 != "\"" })
        }
        return nil
    }

    static func isBookkeeping(_ variable: GlobalVariable) -> Bool {
        name(in: variable.attributes).map(isBookkeeping) ?? false
    }

    static func isBookkeeping(_ section: String) -> Bool {
        bookkeeping.contains { section.hasPrefix($0) }
    }

    /// Whether whoever walks a section finds what lies in it, without knowing its name.
    static func registers(_ section: String) -> Bool {
        !isBookkeeping(section) && !ordinary.contains { section == $0 || section.hasPrefix($0 + ".") }
    }
}
