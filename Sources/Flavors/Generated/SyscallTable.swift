import KernelTree

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
