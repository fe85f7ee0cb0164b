import Foundation
import HostSystem
import Testing

@Suite struct ChildProcessTests {
    private static func shell(_ script: String, _ environment: [String: String]? = nil)
        -> ChildProcess.Command
    {
        ChildProcess.Command(program: "/bin/sh", arguments: ["-c", script], environment: environment)
    }

    @Test func whatAProgramLeaves() throws {
        let result = try ChildProcess.run(Self.shell("cat; echo no >&2; exit 3"), input: Array("text".utf8))
        #expect(result.output == Array("text".utf8) && result.errors == Array("no\n".utf8))
        #expect(result.end == .status(3) && !result.end.isSuccess)
        #expect(try ChildProcess.run(Self.shell("kill -9 $$")).end == .signal(9))
        #expect(try ChildProcess.run(Self.shell("cat")).output.isEmpty)
    }

    /// More than any pipe holds, both ways and on standard error: nobody waits for the other.
    @Test func muchIsHandedOver() throws {
        let input = [UInt8](repeating: 97, count: 3 << 20)
        let result = try ChildProcess.run(Self.shell("tee /dev/stderr"), input: input)
        #expect(result.output == input && result.errors == input && result.end.isSuccess)
    }

    /// A program that ends before it has read all is no reason to end.
    @Test func aProgramThatDoesNotRead() throws {
        let result = try ChildProcess.run(
            Self.shell("exec true"), input: [UInt8](repeating: 97, count: 1 << 20))
        #expect(result.end.isSuccess)
        let process = try ChildProcess(Self.shell("exec true"))
        process.waitUntilEnd()
        #expect(!process.write([97]))
    }

    @Test func environmentAndDirectory() throws {
        var command = Self.shell("echo \"$A$HOME$PWD\"", ["A": "b", "PATH": "/bin:/usr/bin"])
        command.directory = "/"
        #expect(try ChildProcess.run(command).output == Array("b/\n".utf8))
        #expect(throws: ChildProcess.Failure.self) {
            try ChildProcess.run(ChildProcess.Command(program: "/nonexistent"))
        }
        var nowhere = Self.shell("true")
        nowhere.directory = "/nonexistent"
        #expect(throws: ChildProcess.Failure.self) { try ChildProcess.run(nowhere) }
    }

    /// Whatever a library has opened here stays here.
    @Test func descriptorsAreNotInherited() throws {
        let open = fcntl(STDOUT_FILENO, F_DUPFD, 100)
        defer { close(open) }
        let listed = try ChildProcess.run(Self.shell("ls /proc/$$/fd"))
        let numbers = String(decoding: listed.output, as: UTF8.self).split(separator: "\n").compactMap {
            Int($0)
        }
        #expect(numbers.filter { $0 < 3 } == [0, 1, 2])
        #expect(open >= 100 && !numbers.contains(Int(open)))
    }

    @Test func aProgramThatGoesOn() throws {
        let process = try ChildProcess(
            Self.shell("while read line; do echo \"[$line]\"; echo x >&2; done; sleep 60"))
        var output: [UInt8] = []
        #expect(process.write(Array("one\n".utf8)))
        while output.count < 6, case .bytes = process.read(into: &output, seconds: 10) {}
        #expect(output == Array("[one]\n".utf8))
        guard case .silent = process.read(into: &output, seconds: 0.01) else {
            Issue.record("it has nothing more to say")
            return
        }
        #expect(process.errorText == Array("x\n".utf8))
        process.terminate()
        #expect(process.waitUntilEnd() == .signal(15) && process.waitUntilEnd() == .signal(15))
        guard case .ended = process.read(into: &output) else {
            Issue.record("its output has ended")
            return
        }
    }
}

@Suite struct FileStampTests {
    @Test func stamps() throws {
        let path = NSTemporaryDirectory() + "/kdrift-stamp-\(UUID())"
        defer { for name in [path, path + ".link"] { try? FileManager.default.removeItem(atPath: name) } }
        #expect(FileStamp(of: path) == nil)
        let start = FileStamp.now
        try Data("text".utf8).write(to: URL(fileURLWithPath: path))
        let stamp = try #require(FileStamp(of: path))
        #expect(stamp.kind == .file && stamp.bytes == 4 && !stamp.isExecutable)
        #expect(stamp.modified >= start && stamp.changed >= stamp.modified)
        #expect(FileStamp(ofRegularFile: path) == stamp)
        try FileManager.default.createSymbolicLink(atPath: path + ".link", withDestinationPath: path)
        #expect(FileStamp(of: path + ".link") == stamp)
        #expect(FileStamp(of: path + ".link", followsLinks: false)?.kind == .link)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        #expect(FileStamp(of: path)?.isExecutable == true && FileStamp(of: path) != stamp)
        #expect(FileStamp(of: "/")?.kind == .directory && FileStamp(ofRegularFile: "/") == nil)
        #expect(FileStamp(of: "/dev/null")?.kind == .other)
    }
}
