import Foundation

extension ChildProcess {
    /// The three pipes of a process; none of their ends is inherited by other processes.
    struct Pipes {
        private let input: [Int32]
        private let output: [Int32]
        private let errors: [Int32]

        /// Makes them; nil where there are no descriptors left.
        init?() {
            (input, output, errors) = (Self.ends(), Self.ends(), Self.ends())
            guard !(input + output + errors).contains(-1) else {
                closeAll()
                return nil
            }
        }

        /// The ends of a pipe, to read and to write, none of them 0, 1 or 2; -1 where there is none.
        private static func ends() -> [Int32] {
            // Foundation makes a pipe that no process inherits at any moment, which `pipe` and `fcntl` do not.
            let pipe = Pipe()
            return [pipe.fileHandleForReading, pipe.fileHandleForWriting].map {
                fcntl($0.fileDescriptor, F_DUPFD_CLOEXEC, 3)
            }
        }

        /// Closes every end.
        func closeAll() {
            for descriptor in input + output + errors where descriptor >= 0 { close(descriptor) }
        }

        /// The ends of the process, for its descriptors 0, 1 and 2.
        var childEnds: [Int32] { [input[0], output[1], errors[1]] }

        /// Our ends, which do not block; those of the process are closed here.
        func parentEnds() -> (input: Int32, output: Int32, errors: Int32) {
            for descriptor in childEnds { close(descriptor) }
            for descriptor in [input[1], output[0], errors[0]] { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
            return (input[1], output[0], errors[0])
        }
    }

    /// Starts a process in a group of its own, with the signals as a shell would leave them.
    ///
    /// - Returns: its number, and 0 or the `errno` that says why there is none.
    static func spawn(_ words: [String], _ pipes: Pipes) -> (identifier: pid_t, failure: Int32) {
        guard let program = words.first else { return (0, ENOENT) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in pipes.childEnds.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        // We ignore it; a solver whose reader is gone has to die of it.
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

        var arguments = words.map { strdup($0) } + [nil]
        var environment =
            ProcessInfo.processInfo.environment.sorted { $0.key < $1.key }.map {
                strdup("\($0.key)=\($0.value)")
            }
            + [nil]
        defer { for text in arguments + environment { free(text) } }
        var identifier = pid_t()
        let failure = posix_spawnp(&identifier, program, &actions, &attributes, &arguments, &environment)
        return (identifier, failure)
    }
}
