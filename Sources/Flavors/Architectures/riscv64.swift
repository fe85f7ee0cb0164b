import KernelTree

extension Architecture {
    /// 64-bit RISC-V.
    public static let riscv64 = Architecture(
        name: "riscv64", otherNames: ["riscv"], directory: "riscv", target: "riscv64-linux-gnu",
        compilerArguments: ["-mabi=lp64", "-march=rv64imac", "-mcmodel=medany"],
        familySymbol: "RISCV", impliedSymbols: ["64BIT", "ARCH_RV64I"],
        ownOptions: [
            "-mstack-protector-guard-reg=tp", "-mstack-protector-guard=tls", "-march=rv", "-mabi=lp64",
        ]
    ) { sources, headers in try headers.addSharedSyscalls(sources) }
}
