import Drift
import Foundation
import KernelTree
import PatchSeries
import Testing

@testable import ReviewThread

/// A thread of our own writing over three revisions of a small patch, in the shape of a real one.
@Suite struct CommentMapTests {
    private static let header = """
        #ifndef LAMP_H
        #define LAMP_H
        struct lamp {
        	int id;
        };
        int lamp_attach(struct lamp *lamp);
        #endif

        """
    private static let source = """
        #include "lamp.h"
        int lamp_attach(struct lamp *lamp)
        {
        	return lamp->id;
        }

        """

    /// The whole of a new file as a diff.
    private static func replacing(_ old: String, _ new: String, at path: String) -> String {
        func lines(_ text: String) -> [Substring] {
            text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        }
        return """
            diff --git a/\(path) b/\(path)
            --- a/\(path)
            +++ b/\(path)
            @@ -1,\(lines(old).count) +1,\(lines(new).count) @@
            \((lines(old).map { "-" + $0 } + lines(new).map { "+" + $0 }).joined(separator: "\n"))

            """
    }

    private static func header(_ part: String, members: String) -> String {
        header.replacing("struct lamp {", with: part + "struct lamp {")
            .replacing("\tint id;\n", with: "\tint id;\n" + members)
    }

    private static let owners = "enum lamp_owner {\n\tLAMP_NOBODY,\n\tLAMP_USER,\n};\n"
    private static let v1 = header(
        owners, members: "\tenum lamp_owner lamp_owner;\n\tstruct file *owner_file;\n")
    private static let v2 = header(owners, members: "\tenum lamp_owner lamp_owner;\n\tvoid *owner_cookie;\n")
    private static let v3 = header("", members: "\tvoid *owner_cookie;\n")

    private static func mail(_ subject: String, _ id: String, _ parent: String?, from: String, _ body: String)
        -> String
    {
        "From x@example.org Mon Mar  3 10:00:00 2025\nFrom: \(from)\nDate: Mon, 3 Mar 2025 10:00:00 +0100\n"
            + "Subject: \(subject)\nMessage-Id: <\(id)>\n" + (parent.map { "In-Reply-To: <\($0)>\n" } ?? "")
            + "\n\(body)\n"
    }

    private static func patch(_ tag: String, _ id: String, _ text: String) -> String {
        mail(
            "[\(tag)] lamp: give lamps an owner", id, nil, from: "Lux Writer <lux@example.org>",
            "Owners.\n\nSigned-off-by: Lux Writer <lux@example.org>\n---\n"
                + replacing(header, text, at: "lamp.h"))
    }

    private static let replies = [
        mail(
            "Re: [PATCH] lamp: give lamps an owner", "r1", "p1", from: "Ada Reader <ada@example.org>",
            """
            On Mon, Mar 3, 2025, Lux Writer wrote:
            > +enum lamp_owner {
            > +	LAMP_NOBODY,
            > +	LAMP_USER,
            > +};

            > +	struct file *owner_file;

            A pointer alone would tell all of this.
            """),
        mail(
            "Re: [PATCH] lamp: give lamps an owner", "r2", "r1", from: "Bo Second <bo@example.org>",
            """
            On Mon, Mar 3, 2025, Ada Reader wrote:
            > On Mon, Mar 3, 2025, Lux Writer wrote:
            > > +enum lamp_owner {
            > > +	LAMP_NOBODY,
            > > +	LAMP_USER,
            > > +};
            >
            > A pointer alone would tell all of this.

            First make lamp_attach() refuse a lamp that has an owner.
            """),
        mail(
            "Re: [PATCH] lamp: give lamps an owner", "r3", "r2", from: "Lux Writer <lux@example.org>",
            """
            On Mon, Mar 3, 2025, Bo Second wrote:
            > First make lamp_attach() refuse a lamp that has an owner.

            Like this?

            --- a/lamp.h
            +++ b/lamp.h
            @@ -3,3 +3,4 @@ struct lamp {
             	int id;
            +	void *owner_cookie;
             };
            +int lamp_attach_user(struct lamp *lamp);
            """),
        mail(
            "Re: [PATCH] lamp: give lamps an owner", "r4", "p1", from: "Cy Third <cy@example.org>",
            "On Mon, Mar 3, 2025, Lux Writer wrote:\n> Owners.\n\nWhat for?\n"),
    ]

    private func comments() async throws -> [PlacedComment] {
        let directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("kdrift-comments-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try Data(Self.header.utf8).write(to: directory.appendingPathComponent("lamp.h"))
        try Data(Self.source.utf8).write(to: directory.appendingPathComponent("lamp.c"))
        let mails =
            [
                Self.patch("PATCH", "p1", Self.v1), Self.patch("PATCH v2", "p2", Self.v2),
                Self.patch("PATCH v3", "p3", Self.v3),
            ]
            + Self.replies
        let box = try Mailbox(bytes: Array(mails.joined().utf8), name: "thread.mbox")
        let series = try #require(try Series.assemble(box.messages).first)
        #expect(series.revisions.map(\.label) == ["v1", "v2", "v3"])
        let tree = try SourceTree(directory: directory.path)
        let applied = try await PatchApplier(tree: tree).apply(
            revisions: series.revisions.map { $0.patches.map(\.input) })
        #expect(applied.flatMap(\.patches).flatMap(\.failures).isEmpty)
        let base = PatchedTree(base: tree)
        let outlines = try RevisionOutlines(
            series, applied: applied, tree: base, files: ["lamp.c", "lamp.h"])
        let places = CommentPlaces(series, applied: applied, base: base, outlines: outlines)
        return CommentMap(series, places: places, outlines: outlines) { index in
            index == 0
                ? [
                    RenameHint(
                        kind: .member, old: "owner_file", new: "owner_cookie", container: "struct lamp")
                ] : []
        }.comments
    }

    private func fates(_ target: CommentTarget?) -> [String] {
        (target?.history ?? []).map { "\($0.revision) \($0.fate.rawValue)" }
    }

    @Test func commentsStandBesideWhatTheyAreAbout() async throws {
        let comments = try await comments()
        #expect(comments.map(\.messageID) == ["r1", "r2", "r3", "r4"])
        #expect(comments.map(\.author) == ["Ada Reader", "Bo Second", "Lux Writer", "Cy Third"])
        #expect(comments.allSatisfy { $0.revision == "v1" && $0.patch == 1 && $0.depth == 0 })

        // The quoted hunk: the enum as a whole, and one member.
        #expect(comments[0].targets.map(\.symbol) == ["enum lamp_owner", "struct lamp.owner_file"])
        #expect(comments[0].targets.allSatisfy { $0.basis == .quoted })
        #expect(comments[0].site?.file == "lamp.h")
        // What the words name, not what stands further up.
        #expect(comments[1].targets.map(\.symbol) == ["lamp_attach"])
        #expect(comments[1].targets.first?.basis == .named)
        // What the diff in the reply would change.
        #expect(comments[2].targets.map(\.symbol) == ["struct lamp.owner_cookie", "lamp_attach_user"])
        #expect(comments[2].targets.allSatisfy { $0.basis == .proposed })
        // Nothing is made up.
        #expect(comments[3].targets.isEmpty)
    }

    @Test func laterRevisionsTellWhatBecameOfIt() async throws {
        let comments = try await comments()
        let whole = try #require(comments[0].targets.first)
        #expect(fates(whole) == ["v2 untouched", "v3 gone"])
        let member = try #require(comments[0].targets.last)
        #expect(fates(member) == ["v2 addressed", "v3 untouched"])
        #expect(member.history.first?.renamedTo == "struct lamp.owner_cookie")
        #expect(member.history.first?.detail.facts == ["struct file *owner_file", "void *owner_cookie"])
        #expect(fates(comments[1].targets.first) == ["v2 untouched", "v3 untouched"])
        #expect(fates(comments[2].targets.first) == ["v2 introduced", "v3 untouched"])
        #expect(fates(comments[2].targets.last) == ["v2 absent", "v3 absent"])
    }

    @Test func aFindingKnowsWhoSpokeOfItsSubject() async throws {
        let report = DriftReport(
            toolVersion: "", libclangVersion: "", command: "review", inputs: [], title: "",
            coverage: Coverage(), revisions: [], findings: [], comments: try await comments())
        func finding(_ symbol: String, _ from: Label, _ to: Label) -> Finding {
            Finding(
                rule: .memberRenamed, severity: .warning, surface: .exported, compatibility: .incompatible,
                symbol: symbol, from: from, to: to, message: "")
        }
        #expect(report.comments(on: finding("struct lamp.owner_file", "v1", "v2")).map(\.messageID) == ["r1"])
        #expect(report.comments(on: finding("struct lamp", "v1", "v2")).map(\.messageID) == ["r1", "r3"])
        #expect(report.comments(on: finding("lamp_attach", "base", "v1")).map(\.messageID) == ["r2"])
        #expect(report.comments(on: finding("lamp_attach", "v2", "v3")).isEmpty)
    }

    @Test func aReplyAloneSaysWhatItSpeaksOf() throws {
        let box = try Mailbox(bytes: Array(Self.replies[0].utf8), name: "reply.eml")
        let comments = PlacedComment.alone(box.messages)
        #expect(comments.map(\.author) == ["Ada Reader"])
        #expect(comments.first?.targets.map(\.symbol) == ["enum lamp_owner", "owner_file"])
        #expect(comments.first?.targets.allSatisfy { $0.history.isEmpty } == true)
    }
}
