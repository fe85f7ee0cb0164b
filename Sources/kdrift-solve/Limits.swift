import Glibc

/// What one query may take, and the process as a whole.
struct Limits {
    /// The most that Z3 allocates, in MiB.
    private(set) var memoryMebibytes = 800
    /// The most that a query takes, in seconds of wall time, before the process ends itself. Whoever reads the answers
    /// ends it too; this is for when nobody does any more.
    private(set) var seconds: UInt32 = 60
    /// Only the version is asked for.
    private(set) var asksForVersion = false

    /// Reads the command line; nil where it says something else.
    init?(_ arguments: some Sequence<String>) {
        var rest = arguments.makeIterator()
        while let option = rest.next() {
            switch option {
            case "--version": asksForVersion = true
            case "--memory":
                guard let value = rest.next().flatMap({ Int($0) }), (1...1 << 20).contains(value) else {
                    return nil
                }
                memoryMebibytes = value
            case "--seconds":
                guard let value = rest.next().flatMap({ UInt32($0) }), value > 0 else { return nil }
                seconds = value
            default: return nil
            }
        }
    }

    /// Sets the limits of the process. Z3 counts what it allocates itself; the address space, with half a GiB for
    /// programs and stacks, bounds the rest.
    func hold() {
        let bytes = rlim_t(memoryMebibytes + 512) << 20
        var space = rlimit(rlim_cur: bytes, rlim_max: bytes)
        setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space)
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
        signal(SIGALRM, SIG_DFL)
    }

    /// The clock of a query starts: at its end the process dies of `SIGALRM`.
    func beginQuery() { alarm(seconds) }

    /// The query is answered.
    func endQuery() { alarm(0) }
}
