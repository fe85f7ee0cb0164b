import CZ3

/// libz3 as a whole.
public enum Z3Library {
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
