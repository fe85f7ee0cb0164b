import Foundation
import Testing

@testable import Workers

/// Which libclang the reader runs with is told from its file as it tells itself.
@Suite struct LinkedLibraryTests {
    private let reader = ProgramRun.programs.appendingPathComponent("kdrift-extract").path

    @Test func theReadersLibclang() throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: reader)
        process.arguments = ["--version"]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let said = try #require(text.split(separator: "\n").dropFirst().first.map(String.init))
        let found = try #require(LinkedLibrary.path(beginning: "libclang", of: reader, environment: [:]))
        func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
        #expect(real(found) == real(said))
    }

    @Test func whatIsNotTold() throws {
        #expect(LinkedLibrary.path(beginning: "libnone", of: reader, environment: [:]) == nil)
        #expect(
            LinkedLibrary.path(beginning: "libclang", of: reader, environment: ["LD_LIBRARY_PATH": "/"])
                == nil)
        #expect(LinkedLibrary.path(beginning: "libclang", of: "/nowhere", environment: [:]) == nil)
        let scratch = try Scratch()
        let whole = try Data(contentsOf: URL(fileURLWithPath: reader))
        for (name, bytes) in [
            ("script", Data("#!/bin/sh\n".utf8)), ("head", whole.prefix(64)), ("cut", whole.prefix(300)),
            ("garbled", whole.prefix(32) + Data(repeating: 0xff, count: 400)),
        ] {
            let file = scratch.url.appendingPathComponent(name)
            try bytes.write(to: file)
            #expect(
                LinkedLibrary.path(beginning: "libclang", of: file.path, environment: [:]) == nil, "\(name)")
        }
    }
}
