import KernelTree

extension GeneratedHeaders {
    /// Since 6.11 these use one table for all, `scripts/syscall.tbl`, with extra ABIs by architecture; which
    /// headers are made of it is said by `syscall-y` in the Kbuild files.
    mutating func addSharedSyscalls(_ sources: ArchitectureSources) throws {
        let (tree, configuration) = (sources.tree, sources.configuration)
        guard let text = try tree.contents(of: "scripts/syscall.tbl") else { return }
        let base = "arch/\(sources.directory)"
        let rules = MakefileText(
            try tree.contents(of: "\(base)/kernel/Makefile.syscalls") ?? [], configuration: configuration)
        for directory in ["asm", "uapi/asm"] {
            let wanted = MakefileText(
                try tree.contents(of: "\(base)/include/\(directory)/Kbuild") ?? [],
                configuration: configuration)
            for name in wanted["syscall-y"] {
                let stem = name.dropLast(2)
                guard let bits = ["32", "64"].first(where: { stem.hasSuffix("_\($0)") }) else { continue }
                // An architecture may have a table of its own for one of the widths.
                let own = try tree.contents(of: "\(base)/tools/syscall_\(bits).tbl")
                let table = SyscallTable(own ?? text)
                let abis = ["common", bits] + rules["syscall_abis_\(bits)"]
                let path = "\(base)/include/generated/\(directory)/\(name)"
                switch stem.dropLast(3) {
                case "unistd": files[path] = table.numbers(abis: abis)
                case "unistd_compat": files[path] = table.numbers(abis: abis, prefix: "compat\(bits)_")
                case "syscall_table": files[path] = table.entries(abis: abis)
                default: continue
                }
            }
        }
    }
}
