import Foundation

/// What names the program that reads C, so that nothing it did is taken for another one's work.
enum ReaderIdentity {
    /// The tool's version, the program's file and its libclang; nil where the program cannot work.
    static func text(of program: URL) -> String? {
        var info = stat()
        guard stat(program.path, &info) == 0, let libclang = libclang(of: program) else { return nil }
        let file = "\(info.st_size) \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)"
        return [Tool.version, file, libclang].joined(separator: "\n")
    }

    /// The libclang that the program says it has.
    private static func libclang(of program: URL) -> String? {
        let process = Process()
        let output = Pipe()
        process.executableURL = program
        process.arguments = ["--version"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let data = (try? output.fileHandleForReading.readToEnd()) ?? Data()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        return process.terminationStatus == 0 && !text.isEmpty ? text : nil
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
            let identity = ReaderIdentity.text(of: program)
        else { return try ExtractionPool(executable: program) }
        let cache = ExtractionCache(location, readerVersion: identity, note: note)
        return try ExtractionPool(executable: program, cache: cache)
    }
}
