import ABIModel
import ExtractionMessages
import Flavors
import Foundation
import KernelTree
import Testing

@testable import Readings
@testable import Workers

/// In which order units go to workers, and which need not. No worker runs: the test answers in their place.
@Suite final class UnitQueueTests {
    private let directory = NSTemporaryDirectory() + "kdrift-test-\(UUID())"
    private let base: SourceTree
    private let reader: UnitReader
    private let queue: UnitQueue
    private static let header = Unit(file: "x.h", flavor: 0)

    init() throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for name in ["x.h", "y.h"] {
            try Data("int \(name.first!);\n".utf8).write(to: URL(fileURLWithPath: "\(directory)/\(name)"))
        }
        base = try SourceTree(directory: directory)
        let flavor = Flavor(
            name: "x86_64", architecture: .x86_64, settings: [], arguments: ["-I."], virtualFiles: [:])
        reader = try UnitReader(
            tree: base, flavors: [flavor], touchedFiles: ["x.h"],
            pool: ExtractionPool(executable: URL(fileURLWithPath: "/bin/false"), workerCount: 1))
        queue = UnitQueue(reader)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private func state(_ texts: [String: String]) -> PatchedTree {
        PatchedTree(
            base: base,
            overlay: texts.mapValues { .file(.init(contents: Array($0.utf8), blobID: "id of \($0)")) })
    }

    /// What a worker would say of a unit that includes some files.
    private func answer(_ number: Int, including files: [String], failure: String? = nil) {
        var response = ExtractionResponse(id: 0, libclangVersion: "19")
        response.includedFiles = files
        response.failure = failure
        queue.done(number, response)
    }

    private func answers(_ numbers: Range<Int>) -> [Int?] { queue.answers(to: numbers).map { $0?.id } }

    @Test func oneOfAUnitGoesAheadAndTheRestWait() throws {
        // The other header is not included: the states differ in nothing that counts.
        let numbers = queue.add(
            [[:], ["y.h": "int one;\n"], ["y.h": "int two;\n"]].map { (Self.header, state($0)) })
        queue.close()
        let first = try #require(try queue.next())
        #expect(first.request.mainFile == "x.h")
        answer(first.number, including: ["x.h"])
        #expect(try queue.next() == nil)
        #expect(Set(answers(numbers)).count == 1 && answers(numbers)[0] != nil)
        #expect(reader.unitsAskedFor == 3 && reader.unitsParsed == 1)
    }

    @Test func whatDiffersInAnIncludedFileIsParsed() throws {
        let numbers = queue.add(
            [[:], ["y.h": "int one;\n"], ["y.h": "int two;\n"]].map { (Self.header, state($0)) })
        queue.close()
        var count = 0
        while let turn = try queue.next() {
            count += 1
            answer(turn.number, including: ["x.h", "y.h"])
        }
        #expect(count == 3)
        #expect(Set(answers(numbers)).count == 3)
    }

    @Test func aFileThatIsNotThereHasNoAnswer() throws {
        let numbers = queue.add([(Unit(file: "gone.h", flavor: 0), state([:])), (Self.header, state([:]))])
        queue.close()
        while let turn = try queue.next() { answer(turn.number, including: ["x.h"]) }
        #expect(answers(numbers).map { $0 == nil } == [true, false])
    }

    /// A unit that failed has no list of files: it may have read all that changed.
    @Test func aFailureIsTakenToReadAllThatChanged() throws {
        let states = [["y.h": "int one;\n"], ["y.h": "int two;\n"]].map { (Self.header, state($0)) }
        let numbers = queue.add(states)
        queue.close()
        let first = try #require(try queue.next())
        answer(first.number, including: [], failure: "a test says so")
        let second = try #require(try queue.next())
        answer(second.number, including: ["x.h"])
        #expect(try queue.next() == nil)
        #expect(queue.answers(to: numbers).map { $0?.failure } == ["a test says so", nil])
    }

    /// More may come while workers wait; only a closed queue ends.
    @Test func workersWaitForWhatComesLater() async throws {
        let queue = queue
        let turn = Task.detached { try queue.next()?.number }
        try await Task.sleep(for: .milliseconds(20))
        let numbers = queue.add([(Self.header, state([:]))])
        #expect(try await turn.value == numbers.lowerBound)
        let end = Task.detached { try queue.next()?.number }
        answer(numbers.lowerBound, including: ["x.h"])
        queue.close()
        #expect(try await end.value == nil)
    }

    @Test func linesAreMovedWhereBodiesDiffer() throws {
        let unit = Unit(file: "z.c", flavor: 0)
        let texts = [
            "int f(void)\n{\n\treturn 1;\n}\nint g;\n", "int f(void)\n{\n\n\treturn 2;\n}\nint g;\n",
        ]
        let numbers = queue.add(texts.map { (unit, state(["z.c": $0])) })
        queue.close()
        let first = try #require(try queue.next())
        var response = ExtractionResponse(id: 0, libclangVersion: "19")
        response.includedFiles = ["z.c"]
        let line = first.number == numbers.lowerBound ? 5 : 6
        response.snapshot = Snapshot(variables: [
            Variable(name: "g", type: "int", site: SourceSite(file: "z.c", line: line))
        ])
        queue.done(first.number, response)
        #expect(try queue.next() == nil)
        let lines = queue.answers(to: numbers).map { $0?.snapshot.variables.first?.site.line }
        #expect(lines == [5, 6])
    }
}
