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
        // What comes back is missed by nobody.
        let back = try await change.review(backwards: true)
        #expect(
            back.findings.of(.stillUsed).filter { $0.symbol == loss.name }.isEmpty, "\(back.findings.brief)")
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
