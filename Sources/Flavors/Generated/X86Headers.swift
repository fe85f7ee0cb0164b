import Globs
import KernelTree

extension GeneratedHeaders {
    /// Adds the headers that `arch/x86` generates, for either width.
    mutating func addX86(_ sources: ArchitectureSources) throws {
        let base = sources.generated
        if let features = try sources.text("arch/x86/include/asm/cpufeatures.h") {
            files["\(base)/asm/cpufeaturemasks.h"] = X86FeatureMasks.header(
                features, configuration: sources.configuration)
        }
        if let text = try Self.hypercalls(sources.tree) { files["\(base)/asm/xen-hypercalls.h"] = text }
        if sources.tree.base.hasFile("scripts/orc_hash.sh") {
            let zeros = Array(repeating: "0x00", count: 20).joined(separator: ",")
            files["\(base)/asm/orc_hash.h"] = Array("#define ORC_HASH \(zeros)\n".utf8)
            notes.append(
                "\(base)/asm/orc_hash.h: the hash of the unwind format is not computed, zeros stand in")
        }
        if let table = try sources.table("arch/x86/entry/syscalls/syscall_32.tbl") {
            files["\(base)/uapi/asm/unistd_32.h"] = table.numbers(abis: ["i386"])
            files["\(base)/asm/unistd_32_ia32.h"] = table.numbers(abis: ["i386"], prefix: "ia32_")
            files["\(base)/asm/syscalls_32.h"] = table.entries(abis: ["i386"])
        }
        if let table = try sources.table("arch/x86/entry/syscalls/syscall_64.tbl") {
            files["\(base)/uapi/asm/unistd_64.h"] = table.numbers(abis: ["common", "64"])
            files["\(base)/uapi/asm/unistd_x32.h"] = table.numbers(
                abis: ["common", "x32"], offset: "__X32_SYSCALL_BIT")
            files["\(base)/asm/unistd_64_x32.h"] = table.numbers(abis: ["x32"], prefix: "x32_")
            files["\(base)/asm/syscalls_64.h"] = table.entries(abis: ["common", "64"])
            files["\(base)/asm/syscalls_x32.h"] = table.entries(abis: ["common", "x32"])
        }
    }

    /// The Xen hypercalls by name, from the interface headers; of two names for one number the alias counts.
    private static func hypercalls(_ tree: PatchedTree) throws -> [UInt8]? {
        let prefix = "__HYPERVISOR_"
        var values: [String: String] = [:]
        for path in try tree.base.files(matching: GlobPattern("include/xen/interface/xen*.h")) {
            let text = String(decoding: try tree.contents(of: path) ?? [], as: UTF8.self)
            for line in text.split(separator: "\n") {
                let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
                guard words.count >= 3, words[0] == "#define", let name = words[1].after(prefix),
                    name.first?.isLowercase == true
                else { continue }
                values[name] = words[2]
            }
        }
        let aliased = Set(values.values.compactMap { $0.after(prefix) })
        let names = values.keys.filter { !aliased.contains($0) }.sorted()
        return names.isEmpty ? nil : Array(names.map { "HYPERCALL(\($0))\n" }.joined().utf8)
    }
}
