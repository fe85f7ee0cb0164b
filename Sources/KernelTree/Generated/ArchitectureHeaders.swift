/// Headers that an architecture's own tools would generate, as far as they can be had from text.
enum ArchitectureHeaders {
    static func files(
        of tree: PatchedTree, architecture: Architecture, configuration: KernelConfiguration
    ) throws -> (files: [String: [UInt8]], notes: [String]) {
        let base = "arch/\(architecture.directory)/include/generated/asm"
        var files: [String: [UInt8]] = [:]
        var notes: [String] = []
        switch architecture {
        case .x86_64, .i386:
            if let features = try tree.contents(of: "arch/x86/include/asm/cpufeatures.h") {
                files["\(base)/cpufeaturemasks.h"] = X86FeatureMasks.header(
                    features, configuration: configuration)
            }
            if let text = try hypercalls(tree) { files["\(base)/xen-hypercalls.h"] = text }
            if tree.base.hasFile("scripts/orc_hash.sh") {
                let zeros = Array(repeating: "0x00", count: 20).joined(separator: ",")
                files["\(base)/orc_hash.h"] = Array("#define ORC_HASH \(zeros)\n".utf8)
                notes.append(
                    "\(base)/orc_hash.h: the hash of the unwind format is not computed, zeros stand in")
            }
        case .arm64:
            if let list = try tree.contents(of: "arch/arm64/tools/cpucaps") {
                let text = capabilities(list)
                files["\(base)/cpucaps.h"] = text
                files["\(base)/cpucap-defs.h"] = text
            }
            if let registers = try tree.contents(of: "arch/arm64/tools/sysreg") {
                let (text, problems) = SystemRegisters.header(registers)
                files["\(base)/sysreg-defs.h"] = text
                notes += problems.map { "arch/arm64/tools/sysreg: \($0)" }
            }
        case .arm:
            if let list = try tree.contents(of: "arch/arm/tools/mach-types") {
                files["\(base)/mach-types.h"] = machineTypes(list)
            }
        case .s390x:
            let names = ["ALS", "KVM", "KVM_CPUMODEL"]
            let text = names.map { "#define FACILITIES_\($0) 0UL\n#define FACILITIES_\($0)_DWORDS 1\n" }
                .joined()
            files["\(base)/facility-defs.h"] = Array(text.utf8)
            notes.append("\(base)/facility-defs.h: the facility bits are not computed, zeros stand in")
        case .riscv64, .powerpc64le:
            break
        }
        // Where code of the vDSO ends up is known after linking only; nothing but its own macros needs it.
        for name in ["vdso-offsets", "vdso32-offsets", "vdso64-offsets", "compat_vdso-offsets"]
        where architecture != .x86_64 && architecture != .i386 {
            files["include/generated/\(name).h"] = []
        }
        return (files, notes)
    }

    /// The Xen hypercalls by name, from the interface headers; of two names for one number the alias counts.
    private static func hypercalls(_ tree: PatchedTree) throws -> [UInt8]? {
        let prefix = "__HYPERVISOR_"
        var values: [String: String] = [:]
        for path in tree.base.files(matching: GlobPattern("include/xen/interface/xen*.h")) {
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

    /// The arm64 CPU capabilities, numbered in the order of the list.
    private static func capabilities(_ list: [UInt8]) -> [UInt8] {
        var text = "#pragma once\n"
        var number = 0
        for line in String(decoding: list, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            text += "#define ARM64_\(line) \(number)\n"
            number += 1
        }
        return Array((text + "#define ARM64_NCAPS \(number)\n").utf8)
    }

    /// The 32-bit ARM machine numbers and the tests for one of them.
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
