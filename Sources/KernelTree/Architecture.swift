/// An architecture that a flavor is made for, by the name used on the command line.
public enum Architecture: String, CaseIterable, Codable, Hashable, Sendable {
    case x86_64, i386, arm64, arm, riscv64, s390x, powerpc64le

    /// The directory below `arch/` with its code.
    public var directory: String {
        switch self {
        case .x86_64, .i386: "x86"
        case .arm64: "arm64"
        case .arm: "arm"
        case .riscv64: "riscv"
        case .s390x: "s390"
        case .powerpc64le: "powerpc"
        }
    }

    /// The size of a pointer and of a `long`, in bytes.
    public var pointerBytes: Int { self == .i386 || self == .arm ? 4 : 8 }

    /// The name that kbuild's `ARCH=` has for it.
    var kbuildName: String {
        switch self {
        case .x86_64, .i386: rawValue
        default: directory
        }
    }

    /// The target triple that clang is given.
    public var target: String {
        switch self {
        case .x86_64: "x86_64-linux-gnu"
        case .i386: "i686-linux-gnu"
        case .arm64: "aarch64-linux-gnu"
        case .arm: "arm-linux-gnueabi"
        case .riscv64: "riscv64-linux-gnu"
        case .s390x: "s390x-linux-gnu"
        case .powerpc64le: "powerpc64le-linux-gnu"
        }
    }

    /// Reads a name as users, distributions and the kernel's `ARCH=` write it.
    ///
    /// - Throws: ``KernelTreeError`` for a name that is none of ours.
    public init(named name: String) throws {
        switch name {
        case "x86_64", "x86-64", "amd64", "x86": self = .x86_64
        case "i386", "i686", "x86_32": self = .i386
        case "arm64", "aarch64": self = .arm64
        case "arm", "armhf", "armel": self = .arm
        case "riscv64", "riscv": self = .riscv64
        case "s390x", "s390": self = .s390x
        case "powerpc64le", "ppc64le", "ppc64el", "powerpc": self = .powerpc64le
        default:
            throw KernelTreeError(
                message: "'\(name)' is not an architecture that can be examined",
                hint: "choose from \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
        }
    }

    /// The arguments of the architecture's Makefile that bear on what a declaration means.
    ///
    /// Optimisation, scheduling and hardening choices have no influence on layouts and are left out.
    var compilerArguments: [String] {
        switch self {
        case .x86_64:
            [
                "-m64", "-mno-sse", "-mno-mmx", "-mno-sse2", "-mno-3dnow", "-mno-avx", "-mno-80387",
                "-mno-red-zone", "-mcmodel=kernel", "-DCC_USING_FENTRY",
            ]
        case .i386:
            [
                "-m32", "-march=i686", "-mregparm=3", "-freg-struct-return", "-msoft-float", "-mno-sse",
                "-mno-mmx", "-mno-sse2", "-mno-3dnow", "-mno-avx", "-mno-80387", "-ffreestanding",
            ]
        case .arm64:
            ["-mgeneral-regs-only", "-mlittle-endian", "-DKASAN_SHADOW_SCALE_SHIFT="]
        case .arm:
            [
                "-march=armv7-a", "-mabi=aapcs-linux", "-msoft-float", "-marm", "-mlittle-endian",
                "-D__LINUX_ARM_ARCH__=7", "-Uarm",
            ]
        case .riscv64:
            ["-mabi=lp64", "-march=rv64imac", "-mcmodel=medany"]
        case .s390x:
            ["-m64", "-march=z10", "-mbackchain", "-msoft-float"]
        case .powerpc64le:
            [
                "-m64", "-mlittle-endian", "-mcpu=power8", "-mabi=elfv2", "-msoft-float", "-mno-altivec",
                "-mno-vsx",
            ]
        }
    }
}
