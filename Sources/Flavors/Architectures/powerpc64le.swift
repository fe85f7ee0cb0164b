import KernelTree

extension Architecture {
    /// 64-bit PowerPC, little endian.
    public static let powerpc64le = Architecture(
        name: "powerpc64le", otherNames: ["ppc64le", "ppc64el", "powerpc"], directory: "powerpc",
        machineName: "ppc64le", target: "powerpc64le-linux-gnu",
        compilerArguments: [
            "-m64", "-mlittle-endian", "-mcpu=power8", "-mabi=elfv2", "-msoft-float", "-mno-altivec",
            "-mno-vsx",
        ],
        defaultConfigurations: ["ppc64_defconfig", "le.config", "ppc64le.config"], familySymbol: "PPC",
        symbol: "PPC64", impliedSymbols: ["64BIT", "CPU_LITTLE_ENDIAN"], widthOptions: ["-m32", "-m64"],
        ownOptions: [
            "-mstack-protector-guard-reg=r2", "-mstack-protector-guard=tls", "-mpower10", "-mcpu=power",
            "-mprofile-kernel",
        ],
        // Its assembly constraints have a GCC and a Clang spelling.
        needsClangConfiguration: true
    ) { sources, headers in
        guard let table = try sources.table("arch/powerpc/kernel/syscalls/syscall.tbl") else { return }
        let base = sources.generated
        for abi in ["32", "64"] {
            let abis = ["common", "nospu", abi]
            headers.files["\(base)/uapi/asm/unistd_\(abi).h"] = table.numbers(abis: abis)
            headers.files["\(base)/asm/syscall_table_\(abi).h"] = table.entries(abis: abis)
        }
        headers.files["\(base)/asm/syscall_table_spu.h"] = table.entries(abis: ["common", "spu"])
    }
}
