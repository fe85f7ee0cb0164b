import Foundation

/// What names the program that reads C, so that nothing it did is taken for another one's work.
enum ReaderIdentity {
    /// The tool's version, the program's file and its libclang; nil where the program cannot work.
    ///
    /// Asking the program takes longer than some runs do, so its answer is kept, together with the stamps of the
    /// program and of the library that it says it is linked with.
    static func text(of program: URL, files: CacheFiles) -> String? {
        guard let stamp = stamp(of: program.path) else { return nil }
        let key = Fingerprint.digest(Array("reader 1\n\(program.path)\n\(stamp)".utf8)) + ".reader"
        if files.has(key), let bytes = files.read(key) {
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
            if lines.count == 3, self.stamp(of: lines[1]) == lines[2] {
                return identity(program: stamp, libclang: lines[0], library: lines[2])
            }
        }
        guard let lines = answer(of: program), let version = lines.first else { return nil }
        guard lines.count == 2, let library = self.stamp(of: lines[1]) else {
            return identity(program: stamp, libclang: version, library: "")
        }
        files.write(Array("\(lines[0])\n\(lines[1])\n\(library)\n".utf8), to: key)
        return identity(program: stamp, libclang: lines[0], library: library)
    }

    private static func identity(program: String, libclang: String, library: String) -> String {
        [Tool.version, program, libclang, library].joined(separator: "\n")
    }

    /// A file's size and the time of its last change, links followed; nil where there is none.
    static func stamp(of path: String) -> String? {
        FileDigests.stamp(path).map { "\($0.bytes) \($0.modified)" }
    }

    /// The version of libclang that the program says it has, and the file that it comes from.
    private static func answer(of program: URL) -> [String]? {
        let process = Process()
        let output = Pipe()
        process.executableURL = program
        process.arguments = ["--version"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = (try? output.fileHandleForReading.readToEnd()) ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

extension ExtractionPool {
    /// The pool that commands use: workers, and the user's cache unless it is unwanted or has no place.
    ///
    /// - Parameters:
    ///   - usesCache: false for `--no-cache`.
    ///   - note: told of a cache that cannot be used as it should, in one sentence.
    /// - Throws: ``PipelineError`` where there is no worker program.
    public static func standard(
        usesCache: Bool, note: @escaping @Sendable (String) -> Void
    ) throws -> ExtractionPool {
        let program = try findProgram()
        let environment = ProcessInfo.processInfo.environment
        guard usesCache, let location = CacheLocation(environment: environment),
            let identity = ReaderIdentity.text(of: program, files: CacheFiles(location) { _ in })
        else { return try ExtractionPool(executable: program) }
        let cache = ExtractionCache(location, readerVersion: identity, note: note)
        return try ExtractionPool(executable: program, cache: cache)
    }
}
