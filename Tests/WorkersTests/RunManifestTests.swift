import Foundation
import KernelTree
import Testing

@testable import Workers

/// Whether a later run would see what an earlier one saw.
@Suite final class RunManifestTests {
    private let directory = NSTemporaryDirectory() + "kdrift-test-\(UUID())"

    init() throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try write("int a;\n", "a.h")
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(directory)/\(name)"))
    }

    /// What is there now, for a run that began a while after it came to be.
    private func manifest(_ dependencies: RunDependency..., began: Int64 = .max) throws -> RunManifest {
        let trace = ReadTrace()
        for dependency in dependencies { trace.note(dependency) }
        return try #require(RunManifest(trace, digests: FileDigests(), since: began))
    }

    private func holds(_ manifest: RunManifest) -> Bool {
        // As a later run reads it.
        RunManifest(text: manifest.text).holds(digests: FileDigests())
    }

    @Test func aFileWithAnotherTextIsAnother() throws {
        let manifest = try manifest(.entry("\(directory)/a.h"))
        #expect(holds(manifest))
        try write("int a;\n", "a.h")
        #expect(holds(manifest), "the same text at another time is the same")
        try write("int b;\n", "a.h")
        #expect(!holds(manifest))
    }

    @Test func aFileThatComesIsSeen() throws {
        let manifest = try manifest(.entry("\(directory)/b.h"))
        #expect(holds(manifest))
        try write("", "b.h")
        #expect(!holds(manifest))
    }

    @Test func anotherListOfNamesIsSeen() throws {
        let manifest = try manifest(.names(directory))
        #expect(holds(manifest))
        try write("", "b.h")
        #expect(!holds(manifest))
    }

    @Test func aLinkThatLeadsElsewhereIsSeen() throws {
        let link = "\(directory)/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a.h")
        let manifest = try manifest(.link(link), .place(link))
        #expect(holds(manifest))
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: ".")
        #expect(!holds(manifest))
    }

    /// What was written while the run went on may not be what it saw.
    @Test func aRunBesideWhichFilesChangeIsNotKept() {
        let trace = ReadTrace()
        trace.note(.entry("\(directory)/a.h"))
        #expect(RunManifest(trace, digests: FileDigests(), since: 0) == nil)
    }

    @Test func whatCannotBeRepeatedIsNotKept() {
        let trace = ReadTrace()
        trace.cannotBeRepeated(because: "a test says so")
        #expect(RunManifest(trace, digests: FileDigests(), since: .max) == nil)
    }

    @Test func aDamagedManifestDoesNotHold() {
        for text in ["x y\n", "e\n", "f 1 2 3\n"] {
            #expect(!RunManifest(text: Array(text.utf8)).holds(digests: FileDigests()), "\(text)")
        }
    }
}
