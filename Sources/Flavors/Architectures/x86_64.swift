import KernelTree

extension Architecture {
    /// 64-bit x86.
    public static let x86_64 = Architecture(
        name: "x86_64", otherNames: ["x86-64", "amd64", "x86"], directory: "x86", kbuildName: "x86_64",
        target: "x86_64-linux-gnu",
        compilerArguments: [
            "-m64", "-mno-sse", "-mno-mmx", "-mno-sse2", "-mno-3dnow", "-mno-avx", "-mno-80387",
            "-mno-red-zone", "-mcmodel=kernel", "-DCC_USING_FENTRY",
        ],
        defaultConfigurations: ["x86_64_defconfig"], familySymbol: "X86", symbol: "X86_64",
        impliedSymbols: ["64BIT"], widthOptions: ["-m32", "-m64"],
        ownOptions: [
            "-mharden-sls=all", "-mabi=ms", "-mrecord-mcount", "-mindirect-branch", "-mfunction-return",
            "-fcf-protection",
        ],
        offsetHeaders: []
    ) { sources, headers in try headers.addX86(sources) }
}
