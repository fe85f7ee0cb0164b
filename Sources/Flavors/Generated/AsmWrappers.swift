import KernelTree

/// The one-line headers below `arch/…/include/generated` that lead from `asm/` to `asm-generic/`.
enum AsmWrappers {
    /// The wrappers, and the names that a generator of the architecture would have to make.
    static func files(
        of tree: PatchedTree, architecture: Architecture, configuration: KernelConfiguration
    ) throws -> (files: [String: [UInt8]], generated: [String]) {
        let base = "arch/\(architecture.directory)/include"
        var files: [String: [UInt8]] = [:]
        var generated: [String] = []
        for (source, target, generic) in [
            ("\(base)/asm", "\(base)/generated/asm", "include/asm-generic/Kbuild"),
            ("\(base)/uapi/asm", "\(base)/generated/uapi/asm", "include/uapi/asm-generic/Kbuild"),
        ] {
            let own = MakefileText(
                try tree.contents(of: "\(source)/Kbuild") ?? [], configuration: configuration)
            let shared = MakefileText(try tree.contents(of: generic) ?? [], configuration: configuration)
            let made = Set(own["generated-y"] + own["syscall-y"])
            for name in own["generic-y"] + shared["mandatory-y"] where !made.contains(name) {
                // A header that the architecture has itself comes first, as in scripts/Makefile.asm-generic.
                guard try tree.contents(of: "\(source)/\(name)") == nil else { continue }
                files["\(target)/\(name)"] = Array("#include <asm-generic/\(name)>\n".utf8)
            }
            generated += made.sorted().map { "\(target)/\($0)" }
        }
        return (files, generated)
    }
}
