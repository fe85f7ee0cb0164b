import Foundation
import Testing

/// A command that is given again says the same without reading anything, until something has changed.
@Suite struct RunCacheTests {
    /// A place with a tree, a series of two revisions, a cache, and a reader that leaves a mark.
    private final class Place {
        let tree: ScratchTree
        let scratch = try! Scratch()
        var environment: [String: String] = [:]

        init() throws {
            tree = try ScratchTree.kernel()
            let patches = EmbeddedReview.root.appendingPathComponent("patches/dma-ownership")
            for revision in ["v6", "v7"] {
                try FileManager.default.copyItem(
                    at: patches.appendingPathComponent(revision),
                    to: scratch.url.appendingPathComponent(revision))
            }
            let reader = ProgramRun.programs.appendingPathComponent("kdrift-extract").path
            let script = """
                #!/bin/sh
                [ $# -eq 0 ] && echo read >> '\(mark)'
                exec '\(reader)' "$@"
                """
            environment = [
                "KDRIFT_CACHE": path("cache"),
                "KDRIFT_EXTRACT": try scratch.write("reader", script, isExecutable: true),
            ]
            try settle()
        }

        var mark: String { path("mark") }

        func path(_ name: String) -> String { scratch.url.appendingPathComponent(name).path }

        /// What is read must be older than the run that reads it.
        func settle() throws { Thread.sleep(forTimeInterval: 0.03) }

        private func command(_ more: [String], _ tree: String?) -> [String] {
            [
                "review", path("v6"), path("v7"), "--tree", tree ?? self.tree.path, "--no-behavior",
                "--fail-on-any",
            ]
                + more
        }

        /// Runs the review; also says whether anything was read.
        func review(_ more: [String] = [], tree: String? = nil) throws -> (run: ProgramRun, hasRead: Bool) {
            try? FileManager.default.removeItem(atPath: mark)
            let run = try ProgramRun(command(more, tree), environment: environment)
            return (run, FileManager.default.fileExists(atPath: mark))
        }

        /// Reviews with what was kept, and anew: both must say the same, and the first must have worked for it
        /// exactly when `isNew`.
        func expect(isNew: Bool, _ more: [String] = [], tree: String? = nil) throws {
            try settle()
            let kept = try review(more, tree: tree)
            let fresh = try ProgramRun(command(more, tree) + ["--no-cache"])
            #expect(kept.run.output == fresh.output)
            #expect(kept.run.errors == fresh.errors)
            #expect(kept.run.status == fresh.status)
            #expect(fresh.status < 2)
            // Units that differ in nothing come from the cache of units, so that a new run may read none.
            if !isNew { #expect(!kept.hasRead) }
            #expect(try isKept() == !isNew)
        }

        private var runs: Set<String> = []

        /// Whether the last run took what was kept: then no file of a run is newer than before it.
        private func isKept() throws -> Bool {
            let cache = scratch.url.appendingPathComponent("cache")
            var now: Set<String> = []
            for name in try FileManager.default.subpathsOfDirectory(atPath: cache.path)
            where name.hasSuffix(".run") {
                let file = cache.appendingPathComponent(name).path
                let inode = try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber]
                now.insert("\(name) \(inode.map { "\($0)" } ?? "")")
            }
            defer { runs = now }
            return now.isSubset(of: runs)
        }
    }

    @Test func theSameCommandReadsNothing() throws {
        let place = try Place()
        try place.expect(isNew: true)
        try place.expect(isNew: false)
        let again = try place.review()
        #expect(!again.hasRead)
        #expect(again.run.status == 1)
    }

    @Test func whateverChangesIsSeen() throws {
        let place = try Place()
        try place.expect(isNew: true)
        // A header that is read.
        try place.tree.edit("include/linux/device.h", "struct device {", "struct device {\n\tlong weight;")
        try place.expect(isNew: true)
        try place.expect(isNew: false)
        // A header that hides another one.
        try place.tree.write(
            "#define SHADOWED 1\n#include \"../../../../include/linux/errno.h\"\n",
            to: "arch/x86/include/linux/errno.h")
        try place.expect(isNew: true)
        try FileManager.default.removeItem(atPath: place.tree.place("arch/x86/include/linux/errno.h"))
        try place.expect(isNew: true)
        try place.expect(isNew: false)
        // Files that no unit reads make no difference.
        try place.tree.write("hello\n", to: "Documentation/unread.rst")
        try place.expect(isNew: false)
        // A patch, one patch fewer, a mail more.
        let patches = try FileManager.default.contentsOfDirectory(atPath: place.path("v7")).sorted()
        let last = try #require(patches.last)
        let text = try String(contentsOfFile: place.path("v7/\(last)"), encoding: .utf8)
        try FileManager.default.removeItem(atPath: place.path("v7/\(last)"))
        try place.expect(isNew: true)
        try place.scratch.write("v7/\(last)", text)
        try place.expect(isNew: true)
        try place.expect(isNew: false)
    }

    @Test func anotherCommandIsAnotherRun() throws {
        let place = try Place()
        try place.expect(isNew: true)
        try place.expect(isNew: true, ["--format", "json"])
        try place.expect(isNew: true, ["--today", "2031-01-01"])
        let settings = try place.scratch.write("settings.yml", "version: 1\n")
        try place.expect(isNew: true, ["--settings", settings])
        try place.expect(isNew: false, ["--settings", settings])
        try place.scratch.write("settings.yml", "version: 1\nfail-on: note\n")
        try place.expect(isNew: true, ["--settings", settings])
        try place.expect(isNew: false, ["--format", "json"])
    }

    @Test func filesAreWrittenAgain() throws {
        let place = try Place()
        let report = place.path("report.json")
        let first = try place.review(["--format", "json:\(report)", "--format", "text"])
        let text = try String(contentsOfFile: report, encoding: .utf8)
        try FileManager.default.removeItem(atPath: report)
        let second = try place.review(["--format", "json:\(report)", "--format", "text"])
        #expect(!second.hasRead && second.run.output == first.run.output && second.run.status == 1)
        #expect(try String(contentsOfFile: report, encoding: .utf8) == text)
    }

    @Test func aLinkThatLeadsElsewhere() throws {
        let place = try Place()
        let other = try ScratchTree.kernel("other")
        try other.edit("include/linux/device.h", "struct device {", "struct device {\n\tlong weight;")
        let link = place.path("linux")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: place.tree.path)
        try place.expect(isNew: true, tree: link)
        try place.expect(isNew: false, tree: link)
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: other.path)
        try place.expect(isNew: true, tree: link)
        try place.expect(isNew: false, tree: link)
    }

    @Test func aRevisionThatMoves() throws {
        let place = try Place()
        try place.tree.git("init", "-q", "-b", "main")
        try place.tree.commit("first")
        let revision = "\(place.tree.path)@main"
        try place.expect(isNew: true, tree: revision)
        try place.expect(isNew: false, tree: revision)
        // The work tree is not what is read.
        try place.tree.edit("include/linux/device.h", "struct device {", "struct device {\n\tlong weight;")
        try place.expect(isNew: false, tree: revision)
        try place.tree.commit("second")
        try place.expect(isNew: true, tree: revision)
        try place.expect(isNew: false, tree: revision)
    }

    @Test func aBaseThatIsLookedFor() throws {
        let place = try Place()
        try place.tree.git("init", "-q", "-b", "main")
        try place.tree.commit("first")
        let repository = "\(place.tree.path)@auto"
        try place.expect(isNew: true, tree: repository)
        try place.expect(isNew: false, tree: repository)
        // Another tag may be the better base.
        try place.tree.git("tag", "second")
        try place.expect(isNew: true, tree: repository)
        try place.expect(isNew: false, tree: repository)
    }

    /// What becomes of a patch that does not apply depends on the objects that the repository has.
    @Test func aPatchThatNeedsAMerge() throws {
        let place = try Place()
        try place.tree.git("init", "-q", "-b", "main")
        try place.tree.edit(
            "drivers/iommu/iommu.c", "\tstruct list_head entry;\n", "\tstruct list_head list;\n")
        try place.tree.commit("other")
        try place.expect(isNew: true)
        try place.expect(isNew: false)
        // The file that the patches were made for arrives.
        let original = EmbeddedReview.root.appendingPathComponent("Headers/kernel/drivers/iommu/iommu.c").path
        try place.tree.git("hash-object", "-w", "--no-filters", original)
        try place.expect(isNew: true)
        try place.expect(isNew: false)
    }

    @Test func aDamagedEntryIsLeftOutOfAccount() throws {
        let place = try Place()
        try place.expect(isNew: true)
        let cache = place.scratch.url.appendingPathComponent("cache")
        for name in try FileManager.default.subpathsOfDirectory(atPath: cache.path)
        where name.hasSuffix(".run") {
            let file = cache.appendingPathComponent(name)
            try Data(contentsOf: file).dropLast(100).write(to: file)
        }
        let run = try place.review().run
        #expect(run.errors == "kdrift: note: an entry of the cache is damaged and is left out of account\n")
        let again = try place.review().run
        #expect(again.errors.isEmpty && again.output == run.output && again.status == run.status)
    }

    @Test func diffAndCheckAreKeptToo() throws {
        let place = try Place()
        let other = try ScratchTree.kernel("other")
        try other.edit("drivers/iommu/iommu.c", "\tint id;\n", "\tint id;\n\tunsigned int users;\n")
        try place.settle()
        let commands = [
            ["diff", place.tree.path, other.path, "--file", "drivers/iommu/iommu.c", "--no-behavior"],
            ["check", other.path, "--model", "dma-ownership"],
        ]
        for arguments in commands {
            let first = try ProgramRun(arguments, environment: place.environment)
            try? FileManager.default.removeItem(atPath: place.mark)
            let second = try ProgramRun(arguments, environment: place.environment)
            #expect(!FileManager.default.fileExists(atPath: place.mark))
            #expect(second.output == first.output && second.status == first.status)
            #expect(second.errors == first.errors)
            let fresh = try ProgramRun(arguments + ["--no-cache"])
            #expect(fresh.output == first.output && fresh.errors == first.errors)
        }
        try other.edit("drivers/iommu/iommu.c", "unsigned int users", "unsigned long users")
        try place.settle()
        let changed = try ProgramRun(commands[0], environment: place.environment)
        #expect(changed.output == (try ProgramRun(commands[0] + ["--no-cache"])).output)
        #expect(changed.output.contains("unsigned long"))
    }
}
