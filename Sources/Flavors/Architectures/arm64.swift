import KernelTree

extension Architecture {
    /// 64-bit ARM.
    public static let arm64 = Architecture(
        name: "arm64", otherNames: ["aarch64"], directory: "arm64", machineName: "aarch64",
        target: "aarch64-linux-gnu",
        compilerArguments: ["-mgeneral-regs-only", "-mlittle-endian", "-DKASAN_SHADOW_SCALE_SHIFT="],
        familySymbol: "ARM64", impliedSymbols: ["64BIT", "CPU_LITTLE_ENDIAN"],
        ownOptions: [
            "-fsanitize=kernel-hwaddress", "-fsanitize=shadow-call-stack", "-ffixed-x18", "-mharden-sls=all",
            "-mbranch-protection", "-msign-return-address", "-mstack-protector-guard=sysreg", "-mabi=lp64",
            "-march=armv8",
        ]
    ) { sources, headers in
        let base = "\(sources.generated)/asm"
        if let list = try sources.text("arch/arm64/tools/cpucaps") {
            let text = capabilities(list)
            headers.files["\(base)/cpucaps.h"] = text
            headers.files["\(base)/cpucap-defs.h"] = text
        }
        if let registers = try sources.text("arch/arm64/tools/sysreg") {
            let (text, problems) = SystemRegisters.header(registers)
            headers.files["\(base)/sysreg-defs.h"] = text
            headers.notes += problems.map { "arch/arm64/tools/sysreg: \($0)" }
        }
        try headers.addSharedSyscalls(sources)
    }

    /// The CPU capabilities, numbered in the order of the list.
    private static func capabilities(_ list: [UInt8]) -> [UInt8] {
        var text = "#pragma once\n"
        var number = 0
        for line in String(decoding: list, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            text += "#define ARM64_\(line) \(number)\n"
            number += 1
        }
        return Array((text + "#define ARM64_NCAPS \(number)\n").utf8)
    }
}
