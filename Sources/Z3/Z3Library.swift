import CZ3

/// libz3, as far as kdrift needs it. Z3 4.8.12 (Debian 12) and 4.13 (Debian 13) have all that is used here.
///
/// Z3's settings belong to the process (`set-option` in a script changes them for later contexts too): one thread
/// asks at a time.
public enum Z3Library {
    /// Evaluates an SMT-LIB 2 script in a context of its own.
    ///
    /// Settings of earlier scripts do not last: all of them are put back first (`Z3_global_param_reset_all`), or a
    /// script without `:rlimit` would have that of the one before.
    ///
    /// - Parameters:
    ///   - script: the commands, `check-sat` among them.
    ///   - memoryMebibytes: the most that Z3 may allocate, in MiB (`memory_max_size`); beyond it the answer is
    ///     `unknown`, and what Z3 then leaves behind counts against later scripts of this process.
    /// - Returns: what the commands print, line by line; an error is an `(error "…")` among it.
    /// - Throws: ``Z3Error`` where this program was built without libz3.
    public static func answer(to script: String, memoryMebibytes: Int) throws(Z3Error) -> String {
        #if KDRIFT_WITH_Z3
            guard !script.utf8.contains(0) else { return "(error \"the script holds a NUL byte\")\n" }
            Z3_global_param_reset_all()
            Z3_global_param_set("memory_max_size", String(memoryMebibytes))
            return Z3Context().evaluated(script)
        #else
            throw .builtWithout
        #endif
    }

    /// The version of the library that is loaded, such as `4.8.12`; nil where this program was built without one.
    public static var version: String? {
        #if KDRIFT_WITH_Z3
            var (major, minor, build, revision) = (UInt32(0), UInt32(0), UInt32(0), UInt32(0))
            Z3_get_version(&major, &minor, &build, &revision)
            return "\(major).\(minor).\(build)"
        #else
            return nil
        #endif
    }
}
