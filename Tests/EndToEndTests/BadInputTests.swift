import Foundation
import Testing

/// What a user may hand over by mistake or in malice: each with a sentence, a hint and an exit status, and
/// with nothing else lost.
@Suite struct BadInputTests {
    private let place: Scratch

    init() throws { place = try Scratch() }

    private static let v1 = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership/v1").path

    private func review(
        _ series: String, tree: String = ProgramRun.tree, _ more: [String] = [],
        environment: [String: String] = [:], memoryKiB: Int? = nil
    ) throws -> ProgramRun {
        try ProgramRun(
            ["review", series, "--tree", tree] + more, environment: environment, memoryKiB: memoryKiB)
    }

    /// A mail with a patch that makes one file.
    private func mail(_ path: String, _ lines: [String]) -> String {
        """
        From: A <a@example.org>
        Subject: [PATCH] example: add a file

        Text.
        ---
        diff --git a/\(path) b/\(path)
        new file mode 100644
        --- /dev/null
        +++ b/\(path)
        @@ -0,0 +1,\(lines.count) @@
        \(lines.map { "+" + $0 }.joined(separator: "\n"))

        """
    }

    /// The one message on standard error: what is wrong, and what to do.
    private func expectRefusal(_ run: ProgramRun, _ words: String, _ place: SourceLocation = #_sourceLocation)
    {
        #expect(run.status == 2, "\(run.errors)", sourceLocation: place)
        #expect(run.output.isEmpty, sourceLocation: place)
        #expect(run.errors.hasPrefix("kdrift: "), "\(run.errors)", sourceLocation: place)
        #expect(run.errors.contains(words), "\(run.errors)", sourceLocation: place)
        #expect(run.errors.contains("\nhint: "), "\(run.errors)", sourceLocation: place)
    }

    // MARK: Mails

    @Test func anEmptyMbox() throws {
        expectRefusal(try review(place.write("empty.mbox", "")), "empty.mbox: the input is empty")
    }

    @Test func noSuchFile() throws {
        expectRefusal(try review("/nowhere/v1.mbox"), "v1.mbox: there is no such file")
    }

    @Test func binaryRubbish() throws {
        var random = SystemRandomNumberGenerator()
        let bytes = Data((0..<100_000).map { _ in UInt8.random(in: 1...255, using: &random) })
        let file = place.url.appendingPathComponent("rubbish")
        try bytes.write(to: file)
        expectRefusal(try review(file.path), "rubbish:1: this is not a mail")
    }

    @Test func aTruncatedMailAloneAndAmongOthers() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.v1).sorted()
        for name in names {
            var text = try String(contentsOfFile: "\(Self.v1)/\(name)", encoding: .utf8)
            if name.hasPrefix("0001") { text = String(text.prefix(3000)) }
            try place.write("series/\(name)", text)
        }
        let first = try #require(names.first { $0.hasPrefix("0001") })
        let alone = try review(place.url.appendingPathComponent("series/\(first)").path)
        expectRefusal(alone, "the mail is cut off")
        #expect(alone.errors.contains("\(first):"), "the file is not named: \(alone.errors)")
        let all = try review(place.url.appendingPathComponent("series").path)
        #expect(all.status == 1)
        #expect(all.output.contains("  v1: patch 1: cannot be used whole: "))
        #expect(all.output.contains("the mail is cut off"))
        #expect(
            all.output.contains("`iommu_group_register_notifier` is no longer declared"),
            "the other patches are lost")
    }

    @Test(arguments: ["../../etc/passwd", "/etc/passwd", "include/../../outside.h"])
    func aPathThatLeavesTheTree(path: String) throws {
        let run = try review(place.write("evil.patch", mail(path, ["owned"])))
        expectRefusal(run, "\(path), which lies outside the tree")
        #expect(run.errors.contains("evil.patch:6:"))
    }

    @Test func aPatchThroughASymbolicLink() throws {
        try FileManager.default.copyItem(
            atPath: ProgramRun.tree, toPath: place.url.appendingPathComponent("tree").path)
        try place.write("outside/target.h", "int untouched;\n")
        try FileManager.default.createSymbolicLink(
            atPath: place.url.appendingPathComponent("tree/include/out").path,
            withDestinationPath: place.url.appendingPathComponent("outside").path)
        let patch = try place.write("link.patch", mail("include/out/target.h", ["int owned;"]))
        let run = try review(patch, tree: place.url.appendingPathComponent("tree").path)
        expectRefusal(run, "include/out/target.h")
        #expect(run.errors.contains("symbolic link"), "\(run.errors)")
        let outside = place.url.appendingPathComponent("outside/target.h")
        #expect(try String(contentsOf: outside, encoding: .utf8) == "int untouched;\n")
    }

    @Test(.timeLimit(.minutes(3)), arguments: [false, true])
    func aLineOf200Megabytes(isInPatch: Bool) throws {
        let file = place.url.appendingPathComponent("long.patch")
        let whole = mail("include/linux/x.h", ["int a;"])
        let parts = whole.components(separatedBy: isInPatch ? "int a;" : "Text.")
        _ = FileManager.default.createFile(atPath: file.path, contents: Data(parts[0].utf8))
        let handle = try FileHandle(forWritingTo: file)
        try handle.seekToEnd()
        let megabyte = Data(repeating: UInt8(ascii: "x"), count: 1_000_000)
        for _ in 0..<200 { try handle.write(contentsOf: megabyte) }
        try handle.write(contentsOf: Data(parts[1].utf8))
        try handle.close()
        let start = Date()
        let run = try review(file.path, memoryKiB: 2 << 20)
        expectRefusal(run, "bytes long, which no mail has")
        #expect(Date().timeIntervalSince(start) < 60)
    }

    // MARK: Trees

    @Test func aTreeWithoutInclude() throws {
        expectRefusal(try review(Self.v1, tree: place.url.path), "has no include/ directory")
        expectRefusal(try review(Self.v1, tree: "/nowhere"), "there is no directory '/nowhere'")
    }

    @Test func aPatchForAnotherTree() throws {
        let text = """
            From: A <a@example.org>
            Subject: [PATCH] err: for another tree

            ---
            diff --git a/include/linux/err.h b/include/linux/err.h
            --- a/include/linux/err.h
            +++ b/include/linux/err.h
            @@ -100,3 +100,3 @@
             lines of
            -another
            +other
             tree
            """
        let run = try review(place.write("other.patch", text + "\n"))
        expectRefusal(run, "0 of 1 patches apply (patch 1 of v1 not to include/linux/err.h:100: ")
    }

    @Test func headersInACircleAndHeadersThatDoNotParse() throws {
        let circle = mail(
            "include/linux/circle.h", ["#include <linux/circle.h>", "struct circle { int a; };"])
        let broken = mail(
            "include/linux/broken.h", ["struct broken { nonsense a; int b; };", "struct whole { int c; };"])
        let patch = try place.write(
            "two.patch", circle + broken.components(separatedBy: "---\ndiff")[1].replacing(/^/, with: "diff"))
        let run = try review(patch)
        #expect(run.status == 0)
        #expect(run.output.contains("unknown: 2"))
        #expect(run.output.contains("include/linux/circle.h (x86_64): clang: #include nested too deeply"))
        #expect(run.output.contains("include/linux/broken.h (x86_64): clang: unknown type name 'nonsense'"))
        #expect(run.output.contains("struct whole"), "what does parse is lost")
        let strict = try review(patch, ["--strict"])
        #expect(strict.status == 2)
        #expect(strict.errors.contains("2 things are unknown"))
    }

    // MARK: libclang

    @Test func aWorkerThatIsNotThere() throws {
        let run = try review(Self.v1, environment: ["KDRIFT_EXTRACT": "/nowhere/kdrift-extract"])
        expectRefusal(run, "kdrift-extract could not be started")
        #expect(run.errors.contains("apt-get install libclang-19-dev"))
        #expect(!run.errors.contains("NSError") && !run.errors.contains("Error Domain"), "\(run.errors)")
    }

    @Test func aMissingLibclang() throws {
        let worker = try place.write(
            "worker", "#!/bin/sh\necho 'worker: libclang.so: cannot open shared object file' >&2\nexit 127\n",
            isExecutable: true)
        let run = try review(Self.v1, environment: ["KDRIFT_EXTRACT": worker])
        expectRefusal(run, "libclang.so: cannot open shared object file")
        #expect(run.errors.contains("apt-get install libclang-19-dev"))
    }

    /// The real worker, but one that dies, as libclang might, whenever it is given one header.
    @Test func aCrashCostsOneUnit() throws {
        let real = ProgramRun.programs.appendingPathComponent("kdrift-extract").path
        let worker = try place.write(
            "worker",
            """
            #!/bin/sh
            while IFS= read -r line; do
                case $line in
                    *'"mainFile":"include/linux/pci.h"'* | *'"mainFile":"include\\/linux\\/pci.h"'*) kill -SEGV $$ ;;
                esac
                printf '%s\\n' "$line" | '\(real)'
            done
            """, isExecutable: true)
        let run = try review(
            EmbeddedReview.root.appendingPathComponent("patches/dma-ownership/v6").path,
            environment: ["KDRIFT_EXTRACT": worker])
        #expect(run.status == 1, "\(run.errors)")
        #expect(
            run.output.contains(
                "include/linux/pci.h (x86_64): libclang died while it read the file (signal 11)"))
        let unknown = run.output.split(separator: "\n").filter { $0.contains("libclang died") }
        #expect(unknown.allSatisfy { $0.contains("include/linux/pci.h") }, "\(unknown)")
        #expect(run.output.contains("iommu_group_claim_dma_owner"))
        #expect(
            !run.output.contains("record-removed: struct pci_driver"), "what was not read counts as removed")
    }
}
