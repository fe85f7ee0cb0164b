import ExtractionMessages
import Foundation
import Testing

@testable import Workers

/// What becomes of requests when the worker's process misbehaves. Scripts stand for the worker.
@Suite final class ExtractionWorkerTests {
    private let directory = NSTemporaryDirectory() + "kdrift-test-\(UUID())"
    private let request = ExtractionRequest(id: 7, root: "/", mainFile: "a.c", arguments: [])

    init() throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private func worker(_ script: String, seconds: Double = 60) throws -> ExtractionWorker {
        let program = "\(directory)/worker"
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: program))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        return ExtractionWorker(
            executable: URL(fileURLWithPath: program), timeoutSeconds: seconds, reader: ResponseReader())
    }

    /// More than a pipe holds: a worker that is not listened to would stand still until its time is over.
    @Test(.timeLimit(.minutes(1))) func whatItSaysOnStandardErrorIsRead() throws {
        let worker = try worker("echo 'no libclang here' >&2; head -c 300000 /dev/zero >&2; exit 2")
        do {
            _ = try worker.answer(to: request)
            Issue.record("a worker that cannot work has answered")
        } catch let error as ExtractionWorker.Unavailable {
            #expect(error.reason.hasPrefix("no libclang here"))
        }
    }

    @Test func aDeathIsAFailureOfTheUnit() throws {
        let answer = try worker("read line; kill -SEGV $$").answer(to: request)
        #expect(answer.text == nil && answer.response.id == 7)
        #expect(answer.response.failure?.contains("signal 11") == true)
    }

    @Test func silenceEnds() throws {
        let worker = try worker("read line; exec sleep 100", seconds: 0.2)
        #expect(try worker.answer(to: request).response.failure?.contains("did not finish") == true)
    }

    @Test func noiseIsNoAnswer() throws {
        let worker = try worker("read line; printf 'noise\\n\\n'; read line")
        #expect(try worker.answer(to: request).response.failure?.contains("unreadable") == true)
    }

    @Test func aProgramThatIsNotThereIsUnavailable() {
        let worker = ExtractionWorker(
            executable: URL(fileURLWithPath: "\(directory)/none"), timeoutSeconds: 1, reader: ResponseReader()
        )
        #expect(throws: ExtractionWorker.Unavailable.self) { try worker.answer(to: request) }
    }
}

@Suite struct RunLogTests {
    @Test func requestsAndResponsesAreLeft() throws {
        let directory = NSTemporaryDirectory() + "kdrift-test-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let log = RunLog(environment: ["KDRIFT_KEEP": directory])
        let request = ExtractionRequest(id: 3, root: "/", mainFile: "a.c", arguments: ["-I."])
        log.keep(request, Array("{}\n".utf8))
        log.keep(request, nil)
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        #expect(names == ["1.request.json", "1.response.json", "2.request.json"])
        let left = try Data(contentsOf: URL(fileURLWithPath: "\(directory)/1.request.json"))
        #expect(try JSONDecoder().decode(ExtractionRequest.self, from: left).mainFile == "a.c")
    }

    @Test func withoutTheVariableNothingIsLeft() {
        let log = RunLog(environment: ["KDRIFT_KEEP": "", "KDRIFT_LOG": "0"])
        #expect(log.textDirectory == nil)
    }
}
