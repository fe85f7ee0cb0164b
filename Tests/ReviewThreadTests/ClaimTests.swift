import Drift
import PatchSeries
@testable import ReviewThread
import Testing

@Suite struct ClaimTests {
    private func claims(_ text: String) -> [Claim] { ClaimReader.claims(inMessage: text).map(\.claim) }

    @Test func messagesThatPlainlyClaimSomething() {
        #expect(claims("lamp: move a helper\n\nNo functional change\nintended.\n") == [.noFunctionalChange])
        #expect(claims("This just renames the lamp. More later.") == [.onlyRenames])
        #expect(claims("No functional change except for the dimmer.").isEmpty)
        for words in [
            "No functionality change in this patch.", "There is no intentional functional impact.",
            "This does not change the existing behaviour.",
        ] {
            #expect(claims(words) == [.noFunctionalChange])
        }
        #expect(claims("This changes how lamps work.").isEmpty)
    }

    @Test(arguments: [
        ("v7:", 7), ("Changes in v3:", 3), ("Changes since v6:", 7), ("v6 -> v7:", 7), ("V2:", 2),
        ("  - v4:", 4), ("Changelog since the last version:", 0),
    ])
    func headings(line: String, version: Int) {
        #expect(ClaimReader.headedVersion(line[...]) == version)
    }

    @Test(arguments: ["Change log:", "lamp:", "v7", "See v6 for all of it.", "include/linux/v4l2.h:", ""])
    func noHeadings(line: String) { #expect(ClaimReader.headedVersion(line[...]) == nil) }

    private static let log = """
        Change log:
        v2:
          - Rename lamp_set() to lamp_claim().
          - Remove lamp_dim. (Ada)
          - Remove lamp_dim() from lamp_off()
          - Rename lamp_use/unuse_power() to
            lamp_use/unuse_bulb().
          - Change flag name from no_lamp to lamp_managed.
        v3:
          - Nothing of this counts for lamp_old.
        """

    @Test func changeLogsAreReadForOneRevision() {
        let found = ClaimReader.claims(inChangelog: Self.log, version: 2).map(\.claim)
        #expect(found.count == 4)
        #expect(found[0] == .renamed(from: ["lamp_set"], to: ["lamp_claim"]))
        #expect(found[1] == .removed("lamp_dim"))
        guard case .renamed(let old, let new) = found[2] else { return #expect(Bool(false)) }
        #expect(old.contains("lamp_use_power") && old.contains("lamp_unuse_power"))
        #expect(new.contains("lamp_use_bulb") && new.contains("lamp_unuse_bulb"))
        #expect(found[3] == .renamed(from: ["no_lamp"], to: ["lamp_managed"]))
        #expect(ClaimReader.claims(inChangelog: Self.log, version: 3).isEmpty)
        #expect(
            ClaimReader.claims(inChangelog: "Changes since v1:\n - no changes\n", version: 2).map(\.claim)
                == [.unchanged])
    }

    // MARK: Against what was measured

    private func series(
        _ log: String, message: String = "Say why.",
        stat: String = "1 file changed, 1 insertion(+), 1 deletion(-)"
    )
        throws -> Revision
    {
        let text = """
            From x@example.org Mon Mar  3 10:00:00 2025
            From: A B <a@example.org>
            Subject: [PATCH v2 0/1] Lamps
            Message-Id: <c@x>

            \(log)
            From x@example.org Mon Mar  3 10:00:00 2025
            From: A B <a@example.org>
            Subject: [PATCH v2 1/1] lamp: more
            Message-Id: <p@x>
            In-Reply-To: <c@x>

            \(message)
            ---
             lamp.h | 2 +-
             \(stat)

            diff --git a/lamp.h b/lamp.h
            --- a/lamp.h
            +++ b/lamp.h
            @@ -1,1 +1,1 @@
            -#define LAMPS 1
            +#define LAMPS 2

            """
        let box = try Mailbox(bytes: Array(text.utf8), name: "x")
        return try #require(try Series.assemble(box.messages).first?.revisions.first)
    }

    private func finding(_ rule: RuleID) -> Finding {
        Finding(
            rule: rule, severity: .warning, surface: .exported, compatibility: .incompatible, symbol: "LAMPS",
            from: "v1", to: "v2", message: "\(code: "LAMPS") is 2, it was 1")
    }

    private func messages(
        _ revision: Revision, names: Set<String> = [], previous: Set<String> = [], patch: [Finding] = [],
        since: [Finding] = [], isWhole: Bool = true
    ) -> [String] {
        ClaimCheck.findings(
            in: .init(
                revision: revision, previous: "v1", names: names, previousNames: previous,
                byPatch: [1: patch], sincePrevious: since, isWhole: isWhole)
        ).map(\.message.said)
    }

    @Test func aValueThatChangesIsAFunctionalChange() throws {
        let revision = try series("Lamps.", message: "No functional change.")
        #expect(messages(revision, patch: [finding(.macroValueChanged)]).count == 1)
        #expect(
            messages(revision, patch: [finding(.functionAdded), finding(.recordSizeChanged)]).isEmpty)
        #expect(messages(try series("Lamps."), patch: [finding(.macroValueChanged)]).isEmpty)
    }

    @Test func renamesThatAreNoneAreTold() throws {
        let revision = try series("v2:\n - Rename lamp_set() to lamp_claim().\n")
        #expect(messages(revision, names: ["lamp_claim"], previous: ["lamp_set"]).isEmpty)
        #expect(
            messages(revision, names: ["lamp_claim", "lamp_set"], previous: ["lamp_set"]) == [
                "the cover letter of v2 says \"Rename lamp_set() to lamp_claim().\", but v2 still declares `lamp_set`"
            ])
        #expect(
            messages(revision, names: ["lamp_claim"], previous: ["lamp_put"]) == [
                "the cover letter of v2 says \"Rename lamp_set() to lamp_claim().\", but v1 declares no `lamp_set`"
            ])
        // Names of files that were not read, and trees that were not read whole, prove nothing.
        #expect(messages(revision, names: [], previous: []).isEmpty)
        #expect(messages(revision, names: ["lamp_claim"], previous: [], isWhole: false).isEmpty)
    }

    @Test func whatIsSaidToBeGoneOrUnchanged() throws {
        let gone = try series("v2:\n - Drop lamp_dim.\n")
        #expect(messages(gone, names: ["lamp_dim"], previous: ["lamp_dim"]).count == 1)
        #expect(messages(gone, names: [], previous: ["lamp_dim"]).isEmpty)
        let same = try series("Changes since v1:\n - No changes.\n")
        #expect(messages(same, since: [finding(.macroValueChanged)]).count == 1)
        #expect(messages(same).isEmpty)
    }

    @Test func theDiffstatIsCounted() throws {
        #expect(messages(try series("Lamps.")).isEmpty)
        let off = try series("Lamps.", stat: "2 files changed, 5 insertions(+)")
        #expect(
            messages(off) == [
                "the diffstat of patch 1 of v2 counts 2 files, +5 −0; the diff has 1 file, +1 −1"
            ])
        #expect(
            Diffstat(in: " 1 file changed, 3 deletions(-)\n")
                == Diffstat(files: 1, insertions: 0, deletions: 3))
        #expect(Diffstat(in: "nothing of that kind\n") == nil)
    }
}
