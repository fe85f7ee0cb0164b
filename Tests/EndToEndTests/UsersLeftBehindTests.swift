import ABIModel
import Drift
import Readings
import Sessions
import Testing

/// Who still uses what a revision takes away is named; where all are converted, it is no more than a note.
@Suite struct UsersLeftBehindTests {
    private static let header = "include/linux/lamp.h"
    private static let user = "drivers/lamp/user.c"

    private static let before = """
        #define LAMP_LIMIT 8
        #define LAMP_NEXT(n) ((n) + 1)
        enum lamp_color { LAMP_RED, LAMP_GREEN };
        struct lamp { int state; int watt; };
        int lamp_on(struct lamp *lamp);
        int lamp_dim(struct lamp *lamp, int by);

        """

    /// A kind of loss: what the header says before and after, what a user says, and what is missed.
    struct Loss: CustomTestStringConvertible {
        var old: String
        var new: String
        var use: String
        var name: String
        var testDescription: String { name }
    }

    static let losses = [
        Loss(old: "int lamp_on(struct lamp *lamp);\n", new: "", use: "lamp_on(lamp)", name: "lamp_on"),
        Loss(
            old: "int lamp_on(struct lamp *lamp);", new: "int lamp_switch_on(struct lamp *lamp);",
            use: "lamp_on(lamp)",
            name: "lamp_on"),
        Loss(
            old: "int lamp_dim(struct lamp *lamp, int by);", new: "int lamp_dim(struct lamp *lamp);",
            use: "lamp_dim(lamp, 3)", name: "lamp_dim"),
        Loss(old: "int state; int watt;", new: "int state;", use: "lamp->watt", name: "watt"),
        Loss(old: "LAMP_RED, LAMP_GREEN", new: "LAMP_RED", use: "LAMP_GREEN", name: "LAMP_GREEN"),
        Loss(old: "#define LAMP_LIMIT 8\n", new: "", use: "LAMP_LIMIT", name: "LAMP_LIMIT"),
        Loss(
            old: "#define LAMP_NEXT(n) ((n) + 1)", new: "#define LAMP_NEXT(n, by) ((n) + (by))",
            use: "LAMP_NEXT(1)", name: "LAMP_NEXT"),
        Loss(
            old: "int lamp_on(struct lamp *lamp);", new: "void lamp_on(struct lamp *lamp);",
            use: "lamp_on(lamp)", name: "lamp_on"),
    ]

    private static func text(of use: String) -> String {
        """
        #include <linux/lamp.h>

        int lamp_user(struct lamp *lamp)
        {
        	return \(use);
        }

        """
    }

    @Test(arguments: losses) func whoIsLeftBehindIsNamed(loss: Loss) async throws {
        let change = TreeChange(
            common: [Self.user: Self.text(of: loss.use)], old: [Self.header: Self.before],
            new: [Self.header: Self.before.replacing(loss.old, with: loss.new)])
        let report = try await change.review()
        let found = report.findings.of(.stillUsed)
        #expect(found.map(\.symbol) == [loss.name], "\(report.findings.brief)")
        #expect(found.first?.severity == .error && found.first?.patch?.number == 1)
        #expect(found.first?.site == SourceSite(file: Self.user, line: 5))
        // Between two trees it is told as of a patch.
        let between = try change.diff().findings.of(.stillUsed)
        #expect(between.map(\.message) == found.map(\.message) && between.map(\.site) == found.map(\.site))
        // What comes back is missed by nobody.
        for back in [try await change.review(backwards: true), try change.diff(backwards: true)] {
            #expect(
                back.findings.of(.stillUsed).filter { $0.symbol == loss.name }.isEmpty,
                "\(back.findings.brief)")
        }
    }

    /// A header that is gone and still included is missed, whatever it declared; one that moved with its users is not.
    @Test func whoIncludesAGoneHeaderIsNamed() async throws {
        let (old, new) = ("include/linux/bulb.h", "include/linux/lamps/bulb.h")
        func user(_ name: String) -> String { "#include <linux/lamp.h>\n#include <\(name)>\nint bulb;\n" }
        let left = TreeChange(
            common: [Self.header: Self.before, Self.user: user("linux/bulb.h")],
            old: [old: "struct bulb;\n"], new: [new: "struct bulb;\n"])
        for report in [try await left.review(), try left.diff()] {
            let found = report.findings.of(.stillUsed)
            #expect(
                found.map(\.symbol) == [old] && found.allSatisfy { $0.severity == .error }, "\(found.brief)")
            #expect(found.first?.site == SourceSite(file: Self.user, line: 2))
        }
        for back in [try await left.review(backwards: true), try left.diff(backwards: true)] {
            #expect(back.findings.of(.stillUsed).isEmpty)
        }
        let converted = TreeChange(
            common: [Self.header: Self.before],
            old: [old: "struct bulb;\n", Self.user: user("linux/bulb.h")],
            new: [new: "struct bulb;\n", Self.user: user("linux/lamps/bulb.h")])
        for report in [try await converted.review(), try converted.diff()] {
            #expect(report.findings.of(.stillUsed).isEmpty)
        }
    }

    /// A result that a caller does not look at is no loss to it.
    @Test func whoDoesNotNeedTheResultIsNotLeftBehind() async throws {
        let change = TreeChange(
            common: [Self.user: "#include <linux/lamp.h>\nvoid use(struct lamp *l)\n{\n\tlamp_on(l);\n}\n"],
            old: [Self.header: Self.before],
            new: [Self.header: Self.before.replacing("int lamp_on", with: "void lamp_on")])
        for report in [try await change.review(), try change.diff()] {
            #expect(report.findings.of(.stillUsed).isEmpty && !report.findings.of(.returnTypeChanged).isEmpty)
        }
    }

    /// A call that has one more argument is a converted one, though it stands in the line where it stood.
    @Test func aCallInTheSameLineIsConverted() async throws {
        let change = TreeChange(
            old: [Self.header: Self.before, Self.user: Self.text(of: "lamp_dim(lamp, 3)")],
            new: [
                Self.header: Self.before.replacing("int by)", with: "int by, int speed)"),
                Self.user: Self.text(of: "lamp_dim(lamp,\n\t\t3, 1)"),
            ])
        for report in [try await change.review(), try change.diff()] {
            #expect(report.findings.of(.stillUsed).isEmpty)
            #expect(report.findings.of(.parameterCountChanged).map(\.severity) == [.note])
        }
    }

    /// Where a user is touched but calls as it did, nobody was converted.
    @Test func anUntouchedCallIsNotConverted() async throws {
        let change = TreeChange(
            old: [Self.header: Self.before, Self.user: Self.text(of: "lamp_on(lamp)")],
            new: [
                Self.header: Self.before.replacing("int lamp_on(struct lamp *lamp);\n", with: ""),
                Self.user: Self.text(of: "lamp_on(lamp)") + "int lamp_more;\n",
            ])
        for report in [try await change.review(), try change.diff()] {
            #expect(report.findings.of(.functionRemoved).map(\.severity) == [.error])
        }
    }

    @Test func whereAllAreConvertedItIsANote() async throws {
        let change = TreeChange(
            old: [Self.header: Self.before, Self.user: Self.text(of: "lamp_on(lamp)")],
            new: [
                Self.header: Self.before.replacing("lamp_on", with: "lamp_switch_on"),
                Self.user: Self.text(of: "lamp_switch_on(lamp)"),
            ])
        for backwards in [false, true] {
            let report = try await change.review(backwards: backwards)
            #expect(report.findings.of(.stillUsed).isEmpty)
            let renamed = report.findings.of(.functionRenamed)
            #expect(renamed.map(\.severity) == [.note] && renamed.allSatisfy { !$0.consequences.isEmpty })
        }
    }

    @Test func whatOnlyLooksLikeAUseIsNone() async throws {
        let text = """
            /* lamp_on() was here */
            #include <linux/types.h>
            static const char *name = "lamp_on";
            static int lamp_on(int n) { return n; }
            int other(struct other *o, int a) { return lamp_on(a); }
            struct other { int watt; };
            int more(struct other *o) { return o->watt; }

            """
        let new = Self.before.replacing("int lamp_on(struct lamp *lamp);\n", with: "").replacing(
            " int watt;", with: "")
        let report = try await TreeChange(
            common: ["drivers/other/other.c": text], old: [Self.header: Self.before], new: [Self.header: new]
        ).review()
        #expect(report.findings.of(.stillUsed).isEmpty, "\(report.findings.of(.stillUsed).map(\.message))")
        // Nobody was converted, so it weighs what it weighs.
        #expect(report.findings.of(.functionRemoved).map(\.severity) == [.error])
    }
}
