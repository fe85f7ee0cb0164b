import KernelTree

extension Architecture {
    /// 32-bit ARM, version 7.
    public static let arm = Architecture(
        name: "arm", otherNames: ["armhf", "armel"], directory: "arm", target: "arm-linux-gnueabi",
        pointerBytes: 4,
        compilerArguments: [
            "-march=armv7-a", "-mabi=aapcs-linux", "-msoft-float", "-marm", "-mlittle-endian",
            "-D__LINUX_ARM_ARCH__=7", "-Uarm",
        ],
        defaultConfigurations: ["multi_v7_defconfig"], familySymbol: "ARM",
        impliedSymbols: ["ARCH_MULTIPLATFORM", "ARCH_MULTI_V7", "CPU_V7", "CPU_32v7"],
        ownOptions: ["-mstack-protector-guard-reg=r13", "-mstack-protector-guard=tls"]
    ) { sources, headers in
        let base = sources.generated
        if let list = try sources.text("arch/arm/tools/mach-types") {
            headers.files["\(base)/asm/mach-types.h"] = machineTypes(list)
        }
        if let table = try sources.table("arch/arm/tools/syscall.tbl") {
            for abi in ["oabi", "eabi"] {
                headers.files["\(base)/uapi/asm/unistd-\(abi).h"] = table.numbers(
                    abis: ["common", abi], offset: "__NR_SYSCALL_BASE")
            }
            // A round number, so that the count fits an immediate operand (tools/syscallnr.sh).
            let count = (table.count(abis: ["common", "eabi", "oabi"]) + 3) / 4 * 4
            headers.files["\(base)/asm/unistd-nr.h"] = Array("#define __NR_syscalls \(count)\n".utf8)
        }
    }

    /// The machine numbers and the tests for one of them.
    private static func machineTypes(_ list: [UInt8]) -> [UInt8] {
        var text = "#pragma once\n#ifndef __ASSEMBLY__\nextern unsigned int __machine_arch_type;\n#endif\n"
        var tests = ""
        for line in String(decoding: list, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard words.count == 4, let number = Int(words[3]) else { continue }
            text += "#define MACH_TYPE_\(words[2]) \(number)\n"
            tests += "#define machine_is_\(words[0])() "
            tests += "(IS_ENABLED(CONFIG_\(words[1])) && __machine_arch_type == MACH_TYPE_\(words[2]))\n"
        }
        text += "#define machine_arch_type __machine_arch_type\n"
        return Array((text + tests).utf8)
    }
}
