import KernelTree

extension Architecture {
    /// 64-bit IBM Z.
    public static let s390x = Architecture(
        name: "s390x", otherNames: ["s390"], directory: "s390", target: "s390x-linux-gnu",
        compilerArguments: ["-m64", "-march=z10", "-mbackchain", "-msoft-float"],
        familySymbol: "S390", impliedSymbols: ["64BIT"], widthOptions: ["-m64"],
        ownOptions: [
            "-mstack-protector-guard=guard", "-mstack-protector-guard-record", "-march=z", "-mtune=z",
            "-mrecord-mcount", "-mindirect-branch",
        ]
    ) { sources, headers in
        let base = sources.generated
        let names = ["ALS", "KVM", "KVM_CPUMODEL"]
        let text = names.map { "#define FACILITIES_\($0) 0UL\n#define FACILITIES_\($0)_DWORDS 1\n" }.joined()
        headers.files["\(base)/asm/facility-defs.h"] = Array(text.utf8)
        headers.notes.append(
            "\(base)/asm/facility-defs.h: the facility bits are not computed, zeros stand in")
        guard let table = try sources.table("arch/s390/kernel/syscalls/syscall.tbl") else { return }
        for abi in ["32", "64"] {
            headers.files["\(base)/uapi/asm/unistd_\(abi).h"] = table.numbers(
                abis: ["common", abi], withCount: false)
        }
        let count = table.count(abis: ["common", "64"])
        headers.files["\(base)/asm/unistd_nr.h"] = Array("#define NR_syscalls \(count)\n".utf8)
        headers.files["\(base)/asm/syscall_table.h"] = table.entries(abis: ["common", "64"])
    }
}
