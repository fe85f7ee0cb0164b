import Foundation
import HostSystem

extension SolverProcess {
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

    /// Starts a program in a group of its own.
    ///
    /// - Returns: its number, and nil or why there is none.
    static func spawn(_ words: [String], _ pipes: Pipes) -> (identifier: pid_t, failure: String?) {
        var command = ChildProcess.Command(program: words.first ?? "", arguments: Array(words.dropFirst()))
        command.hasOwnGroup = true
        let ends = pipes.childEnds
        do throws(ChildProcess.Failure) {
            return (try ChildProcess.start(command, input: ends[0], output: ends[1], errors: ends[2]), nil)
        } catch {
            return (0, error.reason)
        }
    }
}
