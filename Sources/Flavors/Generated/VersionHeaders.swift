import KernelTree

/// The headers that carry the kernel's version and name.
enum VersionHeaders {
    /// `linux/version.h`, `generated/utsrelease.h` and `generated/compile.h`.
    static func files(
        version: KernelVersion, architecture: Architecture, configuration: KernelConfiguration
    ) -> [String: [UInt8]] {
        let patch = min(version.patch, 255)
        let code = version.major << 16 + version.minor << 8 + patch
        let local = KernelConfiguration.unquoted(configuration.values["LOCALVERSION"] ?? "\"\"")
        let versionText = """
            #define LINUX_VERSION_CODE \(code)
            #define KERNEL_VERSION(a,b,c) (((a) << 16) + ((b) << 8) + ((c) > 255 ? 255 : (c)))
            #define LINUX_VERSION_MAJOR \(version.major)
            #define LINUX_VERSION_PATCHLEVEL \(version.minor)
            #define LINUX_VERSION_SUBLEVEL \(version.patch)

            """
        // Who built where and when is no fact of the text: fixed words stand in for it.
        let compileText = """
            #define UTS_MACHINE "\(architecture.machineName)"
            #define UTS_VERSION "#1"
            #define LINUX_COMPILE_BY "kdrift"
            #define LINUX_COMPILE_HOST "kdrift"
            #define LINUX_COMPILER "kdrift"

            """
        return [
            "include/generated/uapi/linux/version.h": Array(versionText.utf8),
            "include/generated/utsrelease.h": Array("#define UTS_RELEASE \"\(version)\(local)\"\n".utf8),
            "include/generated/utsversion.h": Array("#define UTS_VERSION \"#1\"\n".utf8),
            "include/generated/compile.h": Array(compileText.utf8),
        ]
    }
}
