import Foundation
import HostSystem
import Parallel

/// What names the program that reads C, so that nothing it did is taken for another one's work: the tool's
/// version, the program's file and its libclang.
///
/// Starting the program takes longer than some runs do: its file tells which libclang it is linked with
/// (``LinkedLibrary``). Where that does not, the program is asked while the run goes on, and what it says is kept,
/// together with the stamps of both files.
final class ReaderIdentity: Sendable {
    private enum State: Sendable {
        case open
        case known(String)
        /// The program cannot work.
        case none
    }

    private let program: URL
    private let files: CacheFiles?
    private let state: Monitor<State>
    /// Whether there is nothing to wait for.
    let isKnown: Bool

    /// An identity that is given.
    init(_ text: String) {
        program = URL(fileURLWithPath: "/")
        files = nil
        state = Monitor(.known(text))
        isKnown = true
    }

    /// The identity of a program, as far as it is kept.
    init(of program: URL, files: CacheFiles) {
        self.program = program
        self.files = files
        let kept = Self.linked(program) ?? Self.kept(program, files)
        state = Monitor(kept.map(State.known) ?? .open)
        isKnown = kept != nil
        if !isKnown { ask() }
    }

    /// The identity; waits for the program to say it. Nil where it cannot work.
    var text: String? {
        // `.some(nil)` is the answer that there is none.
        state.wait { state -> String?? in
            switch state {
            case .open: nil
            case .known(let text): .some(text)
            case .none: .some(nil)
            }
        }
    }

    /// Asks the program, on a thread of its own.
    private func ask() {
        let thread = Thread { [self] in
            let found = answer()
            state.withLock { $0 = found.map(State.known) ?? .none }
        }
        thread.start()
    }

    /// What the program says of itself, kept for later runs.
    private func answer() -> String? {
        guard let stamp = Self.stamp(of: program.path), let lines = Self.answer(of: program),
            let version = lines.first
        else { return nil }
        guard lines.count == 2, let library = Self.stamp(of: lines[1]) else {
            return Self.identity(program: stamp, libclang: version, library: "")
        }
        files?.write(Array("\(version)\n\(lines[1])\n\(library)\n".utf8), to: Self.key(program, stamp))
        return Self.identity(program: stamp, libclang: version, library: library)
    }

    /// The version of libclang that the program says it has, and the file that it comes from.
    private static func answer(of program: URL) -> [String]? {
        guard let result = try? ChildProcess.run(.init(program: program.path, arguments: ["--version"])),
            result.end.isSuccess
        else { return nil }
        return String(decoding: result.output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func linked(_ program: URL) -> String? {
        guard let stamp = stamp(of: program.path),
            let path = LinkedLibrary.path(
                beginning: "libclang", of: program.path, environment: ProcessInfo.processInfo.environment),
            let library = self.stamp(of: path)
        else { return nil }
        return identity(program: stamp, libclang: path, library: library)
    }

    private static func kept(_ program: URL, _ files: CacheFiles) -> String? {
        guard let stamp = stamp(of: program.path) else { return nil }
        let key = key(program, stamp)
        guard files.has(key), let bytes = files.read(key) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        guard lines.count == 3, self.stamp(of: lines[1]) == lines[2] else { return nil }
        return identity(program: stamp, libclang: lines[0], library: lines[2])
    }

    private static func key(_ program: URL, _ stamp: String) -> String {
        Fingerprint.digest(Array("reader 1\n\(program.path)\n\(stamp)".utf8)) + ".reader"
    }

    private static func identity(program: String, libclang: String, library: String) -> String {
        [Tool.version, program, libclang, library].joined(separator: "\n")
    }

    /// A file's size and the time of its last change, links followed; nil where there is none.
    static func stamp(of path: String) -> String? {
        FileStamp(ofRegularFile: path).map { "\($0.bytes) \($0.modified)" }
    }
}

extension ExtractionPool {
    /// The pool that commands use: workers, and the user's cache unless it is unwanted or has no place.
    ///
    /// - Parameters:
    ///   - usesCache: false for `--no-cache`.
    ///   - note: told of a cache that cannot be used as it should, in one sentence.
    /// - Throws: ``RunError`` where there is no worker program.
    public static func standard(
        usesCache: Bool, note: @escaping @Sendable (String) -> Void
    ) throws -> ExtractionPool {
        let program = try findProgram()
        let environment = ProcessInfo.processInfo.environment
        guard usesCache, let location = CacheLocation(environment: environment) else {
            return try ExtractionPool(executable: program)
        }
        let identity = ReaderIdentity(of: program, files: CacheFiles(location) { _ in })
        return try ExtractionPool(
            executable: program, cache: ExtractionCache(location, identity: identity, note: note))
    }
}
