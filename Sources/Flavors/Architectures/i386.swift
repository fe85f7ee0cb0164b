import KernelTree

extension Architecture {
    /// 32-bit x86.
    public static let i386 = Architecture(
        name: "i386", otherNames: ["i686", "x86_32"], directory: "x86", kbuildName: "i386",
        target: "i686-linux-gnu", pointerBytes: 4,
        compilerArguments: [
            "-m32", "-march=i686", "-mregparm=3", "-freg-struct-return", "-msoft-float", "-mno-sse",
            "-mno-mmx", "-mno-sse2", "-mno-3dnow", "-mno-avx", "-mno-80387", "-ffreestanding",
        ],
        defaultConfigurations: ["i386_defconfig"], familySymbol: "X86", symbol: "X86_32", impliedSymbols: [],
        widthOptions: ["-m32", "-m64"],
        ownOptions: [
            "-mharden-sls=all", "-mrecord-mcount", "-mindirect-branch", "-mfunction-return",
            "-fcf-protection",
        ],
        offsetHeaders: []
    ) { sources, headers in try headers.addX86(sources) }
}
