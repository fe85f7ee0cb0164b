/// A system call table (`syscall_64.tbl`): number, ABI, name, entry points.
struct SyscallTable {
    private var rows: [(number: Int, abi: String, name: String, entry: String?, compat: String?)] = []

    init(_ text: [UInt8]) {
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard words.count >= 3, let number = Int(words[0]) else { continue }
            rows.append(
                (
                    number, words[1], words[2], words.count > 3 ? words[3] : nil,
                    words.count > 4 ? words[4] : nil
                ))
        }
    }

    /// The `__NR_…` macros of the calls of some ABIs, as `scripts/syscallhdr.sh` writes them.
    func numbers(abis: [String], offset: String? = nil, prefix: String = "", withCount: Bool = true)
        -> [UInt8]
    {
        let chosen = rows.filter { abis.contains($0.abi) }
        var text = "#pragma once\n"
        for row in chosen {
            let number = offset.map { "(\($0) + \(row.number))" } ?? String(row.number)
            text += "#define __NR_\(prefix)\(row.name) \(number)\n"
        }
        if withCount, let last = chosen.last {
            text += "#ifdef __KERNEL__\n#define __NR_\(prefix)syscalls \(last.number + 1)\n#endif\n"
        }
        return Array(text.utf8)
    }

    /// The `__SYSCALL(…)` lines, gaps filled, as `scripts/syscalltbl.sh` writes them.
    func entries(abis: [String]) -> [UInt8] {
        var text = ""
        var next = 0
        for row in rows where abis.contains(row.abi) {
            while next < row.number {
                text += "__SYSCALL(\(next), sys_ni_syscall)\n"
                next += 1
            }
            if let compat = row.compat, let entry = row.entry, !["noreturn", "-"].contains(compat) {
                text += "__SYSCALL_WITH_COMPAT(\(row.number), \(entry), \(compat))\n"
            } else {
                text +=
                    "__SYSCALL(\(row.number), \(row.entry == "-" ? "sys_ni_syscall" : row.entry ?? "sys_ni_syscall"))\n"
            }
            next = row.number + 1
        }
        return Array(text.utf8)
    }

    /// One more than the highest number among some ABIs.
    func count(abis: [String]) -> Int {
        (rows.filter { abis.contains($0.abi) }.map(\.number).max() ?? -1) + 1
    }
}

/// The headers that are made of an architecture's system call table.
enum SyscallHeaders {
    static func files(
        of tree: PatchedTree, architecture: Architecture, configuration: KernelConfiguration
    ) throws -> [String: [UInt8]] {
        let base = "arch/\(architecture.directory)/include/generated"
        var files: [String: [UInt8]] = [:]
        func table(_ path: String) throws -> SyscallTable? {
            try tree.contents(of: path).map(SyscallTable.init)
        }
        switch architecture {
        case .x86_64, .i386:
            if let table = try table("arch/x86/entry/syscalls/syscall_32.tbl") {
                files["\(base)/uapi/asm/unistd_32.h"] = table.numbers(abis: ["i386"])
                files["\(base)/asm/unistd_32_ia32.h"] = table.numbers(abis: ["i386"], prefix: "ia32_")
                files["\(base)/asm/syscalls_32.h"] = table.entries(abis: ["i386"])
            }
            if let table = try table("arch/x86/entry/syscalls/syscall_64.tbl") {
                files["\(base)/uapi/asm/unistd_64.h"] = table.numbers(abis: ["common", "64"])
                files["\(base)/uapi/asm/unistd_x32.h"] = table.numbers(
                    abis: ["common", "x32"], offset: "__X32_SYSCALL_BIT")
                files["\(base)/asm/unistd_64_x32.h"] = table.numbers(abis: ["x32"], prefix: "x32_")
                files["\(base)/asm/syscalls_64.h"] = table.entries(abis: ["common", "64"])
                files["\(base)/asm/syscalls_x32.h"] = table.entries(abis: ["common", "x32"])
            }
        case .arm:
            if let table = try table("arch/arm/tools/syscall.tbl") {
                for abi in ["oabi", "eabi"] {
                    files["\(base)/uapi/asm/unistd-\(abi).h"] = table.numbers(
                        abis: ["common", abi], offset: "__NR_SYSCALL_BASE")
                }
                // A round number, so that the count fits an immediate operand (tools/syscallnr.sh).
                let count = (table.count(abis: ["common", "eabi", "oabi"]) + 3) / 4 * 4
                files["\(base)/asm/unistd-nr.h"] = Array("#define __NR_syscalls \(count)\n".utf8)
            }
        case .s390x:
            if let table = try table("arch/s390/kernel/syscalls/syscall.tbl") {
                for abi in ["32", "64"] {
                    files["\(base)/uapi/asm/unistd_\(abi).h"] = table.numbers(
                        abis: ["common", abi], withCount: false)
                }
                let count = table.count(abis: ["common", "64"])
                files["\(base)/asm/unistd_nr.h"] = Array("#define NR_syscalls \(count)\n".utf8)
                files["\(base)/asm/syscall_table.h"] = table.entries(abis: ["common", "64"])
            }
        case .powerpc64le:
            if let table = try table("arch/powerpc/kernel/syscalls/syscall.tbl") {
                for abi in ["32", "64"] {
                    let abis = ["common", "nospu", abi]
                    files["\(base)/uapi/asm/unistd_\(abi).h"] = table.numbers(abis: abis)
                    files["\(base)/asm/syscall_table_\(abi).h"] = table.entries(abis: abis)
                }
                files["\(base)/asm/syscall_table_spu.h"] = table.entries(abis: ["common", "spu"])
            }
        case .arm64, .riscv64:
            files = try shared(of: tree, architecture: architecture, configuration: configuration)
        }
        return files
    }

    /// Since 6.11 these use one table for all, `scripts/syscall.tbl`, with extra ABIs by architecture; which
    /// headers are made of it is said by `syscall-y` in the Kbuild files.
    private static func shared(
        of tree: PatchedTree, architecture: Architecture, configuration: KernelConfiguration
    ) throws -> [String: [UInt8]] {
        guard let text = try tree.contents(of: "scripts/syscall.tbl") else { return [:] }
        let base = "arch/\(architecture.directory)"
        let rules = MakefileText(
            try tree.contents(of: "\(base)/kernel/Makefile.syscalls") ?? [], configuration: configuration)
        var files: [String: [UInt8]] = [:]
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
        return files
    }
}
