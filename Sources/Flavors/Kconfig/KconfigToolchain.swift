import KernelTree

/// What Kconfig's `$(cc-option,…)` and its like would have found out by running programs.
///
/// Nothing is run: the answers are those of GCC 12.2 and binutils 2.40 (Debian 12), as far as they bear on
/// what is compiled in. A question that is not known is answered with "no".
struct KconfigToolchain {
    let architecture: Architecture

    /// The value of a macro with its expanded arguments, `nil` when it is none about the tools.
    func value(of macro: String, _ arguments: [String]) -> String? {
        let first = arguments.first ?? ""
        switch macro {
        case "cc-option": return supportsOption(first) ? "y" : "n"
        case "cc-option-bit": return first == "-m32" && !is64Bit || first == "-m64" && is64Bit ? first : ""
        case "m64-flag": return architecture.widthOptions.contains("-m64") ? "-m64" : ""
        case "m32-flag": return architecture.widthOptions.contains("-m32") ? "-m32" : ""
        case "ld-option": return "y"
        case "as-instr", "as-option": return supportsInstruction(first) ? "y" : "n"
        case "success": return succeeds(arguments.joined(separator: ",")) ? "y" : "n"
        case "failure": return succeeds(arguments.joined(separator: ",")) ? "n" : "y"
        case "if-success":
            return arguments.count > 2 ? (succeeds(first) ? arguments[1] : arguments[2]) : ""
        case "cc-name": return "GCC"
        case "cc-version": return "120200"
        case "cc-info": return "GCC 120200"
        case "as-name": return "GNU"
        case "as-version": return "24000"
        case "as-info": return "GNU 24000"
        case "ld-name": return "BFD"
        case "ld-version": return "24000"
        case "ld-info": return "BFD 24000"
        case "pahole-version", "rustc-version", "rustc-llvm-version", "bindgen-version": return "0"
        case "rustc-option": return "n"
        case "CC_VERSION_TEXT": return "gcc 12.2.0"
        case "gcc-version": return "120200"
        case "clang-version": return "0"
        // Scripts that print a version print 0 for a tool that is not there.
        case "shell": return first.contains("version.sh") ? "0" : ""
        case "warning-if", "error-if", "info", "filename", "lineno": return ""
        default: return nil
        }
    }

    private var is64Bit: Bool { architecture.pointerBytes == 8 }

    private func supportsOption(_ flags: String) -> Bool {
        // A redefinition is an error: the question is whether the compiler has the macro.
        if flags.contains("-D__SIZEOF_INT128__=0") { return !is64Bit }
        return flags.split(separator: " ").allSatisfy { flag in
            architecture.ownOptions.contains(where: flag.hasPrefix)
                || !Self.uncommon.contains(where: flag.hasPrefix)
        }
    }

    private func supportsInstruction(_ text: String) -> Bool {
        // binutils 2.40 has no instructions newer than these.
        !["seamcall", "uiret", "prefetchrst2"].contains { text.contains($0) }
    }

    /// The outcome of a shell condition: a comparison of two words, or a known script.
    private func succeeds(_ command: String) -> Bool {
        if let comparison = Self.comparison(command) { return comparison }
        return Self.successes.contains { command.contains($0) }
            && !(command.contains("-m32") && command.contains("cc-can-link"))
    }

    /// `test A = B` and `test A -ge B`, with both sides known.
    private static func comparison(_ command: String) -> Bool? {
        let words = command.split(separator: " ").map { $0.filter { $0 != "\"" && $0 != "'" } }
        guard let test = words.first, test == "test" || test == "[" else { return nil }
        if words.count >= 4 {
            let (left, right) = (words[1], words[3])
            switch words[2] {
            case "=", "==": return left == right
            case "!=": return left != right
            case "-ge", "-gt", "-le", "-lt", "-eq", "-ne":
                guard let first = Int(left), let second = Int(right) else { return nil }
                let outcomes = [
                    "-ge": first >= second, "-gt": first > second, "-le": first <= second,
                    "-lt": first < second, "-eq": first == second, "-ne": first != second,
                ]
                return outcomes[words[2]]
            default: return nil
            }
        }
        if words.count >= 2, words[1] == "-z" { return words.count == 2 || words[2].isEmpty }
        if words.count >= 2, words[1] == "-n" { return words.count > 2 && !words[2].isEmpty }
        return nil
    }

    private static let successes = [
        "gcc-goto.sh", "asm goto", "asm inline", "no_profile_instrument_function", "cc-can-link.sh",
        "has-stack-protector.sh", "check-mprofile-kernel.sh",
        "check-fpatchable-function-entry.sh", "command -v", "__seg_gs", "__seg_fs", "as-sframe",
    ]

    /// What options begin with that some architecture's GCC 12.2 does not know.
    private static let uncommon = unknown + Architecture.all.flatMap(\.ownOptions)

    /// What options begin with that no GCC 12.2 knows.
    private static let unknown = [
        "-fsanitize=array-bounds", "-fsanitize=local-bounds", "-fsanitize=kcfi", "-fsanitize=kernel-memory",
        "-mllvm", "-Wunreachable-code-fallthrough", "-Werror=unused-command-line-argument",
        "-fstrict-flex-arrays", "-fmin-function-alignment", "-fexperimental", "-mbacktrace",
        "-mno-skip-rax-setup", "-mno-unaligned-vector-access", "-gz=zstd",
    ]
}
