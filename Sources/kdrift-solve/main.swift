import Glibc
import Z3

// The worker: SMT-LIB 2 scripts on standard input, what Z3 prints about each on standard output, both framed as
// `Frames` says. It is a process of its own so that a solver that hangs, dies or takes all memory costs one query.
//
//   kdrift-solve [--memory MEBIBYTES] [--seconds SECONDS]
//   kdrift-solve --version

func fail(_ words: String) -> Never {
    Frames.put("kdrift-solve: \(words)\n", to: STDERR_FILENO)
    exit(2)
}

guard let limits = Limits(CommandLine.arguments.dropFirst()) else {
    fail("usage: kdrift-solve [--memory MEBIBYTES] [--seconds SECONDS] | --version")
}
guard let version = Z3Library.version else {
    fail("\(Z3Error.builtWithout.message); \(Z3Error.builtWithout.hint)")
}
if limits.asksForVersion {
    Frames.put("Z3 \(version)\n", to: STDOUT_FILENO)
    exit(0)
}
limits.hold()

// The context of the next script is made while nobody waits.
var context = try? Z3Context(memoryMebibytes: limits.memoryMebibytes)
while let script = Frames.next() {
    limits.beginQuery()
    let answer = context?.answer(to: script) ?? ""
    limits.endQuery()
    guard Frames.put("\(answer.utf8.count)\n\(answer)", to: STDOUT_FILENO) else { exit(0) }
    context = nil
    context = try? Z3Context(memoryMebibytes: limits.memoryMebibytes)
}
