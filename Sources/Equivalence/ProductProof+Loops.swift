import CProgram
import SymbolicExecution
import Terms

/// Loops that both sides have come to the beginning of.
extension ProductProof {
    /// Proves a loop that both sides have come to the beginning of: what each iteration keeps is looked for, beginning with
    /// the strongest guess; an iteration strikes out what it does not keep, until the rest is kept.
    func prove(loop one: ThreadState, _ other: ThreadState, _ configuration: Configuration) {
        if let index = activeLoops.lastIndex(where: { $0.isAt(one, other) }) {
            guard activeLoops[index].isInside(one, other) else {
                return fail(.open("a loop that is entered again from outside of it"), configuration)
            }
            activeLoops[index].strike(one, other, configuration.path, self)
            return
        }
        var proof = LoopProof(one, other, store)
        let before = failures.count
        for _ in 0..<limits.loopRounds {
            var next = configuration
            guard let start = proof.start(self) else {
                return fail(.open("a loop before which memory differs"), configuration)
            }
            guard let path = next.path(adding: start.known, in: store) else {
                return fail(.open("a loop whose iterations cannot be"), configuration)
            }
            next.path = path
            next.left = .running(start.left, isPastLoop: true)
            next.right = .running(start.right, isPastLoop: true)
            next.isExact = false
            activeLoops.append(proof)
            explore(next)
            guard let round = activeLoops.popLast() else { return }
            if failures.count > before {
                // It may hold with what the iterations themselves decided by.
                guard let bounded = round.bounded(configuration.path, self) else { return }
                failures.removeLast(failures.count - before)
                proof = bounded
                continue
            }
            if round.isKept {
                if round.failed { fail(.open("a loop after which memory differs"), configuration) }
                return
            }
            proof = round.weakened()
        }
        fail(.open("a loop whose invariant was not found in \(limits.loopRounds) rounds"), configuration)
    }
}
