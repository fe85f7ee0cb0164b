import ABIModel
import Drift
import Foundation
import Reporting
import Testing

/// What a report says of a function that has drifted: the case, in C's words.
@Suite struct FunctionFindingTests {
    private func findings(_ old: String, _ new: String) throws -> [Finding] {
        try FunctionVerdictTests.report(old, new).findings
    }

    @Test func aForgottenUnlockIsALockImbalance() throws {
        let report = try FunctionVerdictTests.report(
            """
            int bind(struct lamp *l) {
                mutex_lock(&l->lock);
                int error = room_get(l, l->state);
                mutex_unlock(&l->lock);
                return error;
            }
            """,
            """
            int bind(struct lamp *l) {
                mutex_lock(&l->lock);
                int error = room_get(l, l->state);
                if (error) return error;
                mutex_unlock(&l->lock);
                return error;
            }
            """)
        let finding = try #require(report.findings.first)
        #expect(finding.rule == .lockImbalance && finding.severity == .error)
        #expect(finding.message.said.hasPrefix("`bind()` keeps `l->lock` locked where"))
        #expect(
            finding.steps.first == CaseStep(before: "mutex_lock(&l->lock)", after: "mutex_lock(&l->lock)"))
        #expect(finding.steps.last?.after.hasSuffix(", and keeps `l->lock` locked") == true)
        #expect(finding.steps.dropLast().last?.before == "mutex_unlock(&l->lock)")
        // The row names its finding.
        #expect(report.functions.map(\.fingerprint) == [finding.fingerprint])
        #expect(finding.fingerprint.count == 16)
        let text = TextReporter().render(report)
        #expect(text.contains("  1 function changed: 1 drifted\n"))
        #expect(text.contains("        1. mutex_lock(&l->lock)"))
        #expect(text.contains("      ! 3. "))
        #expect(MarkdownReporter().render(report).contains("  1. mutex_lock(&l->lock)"))
        #expect(HTMLReporter().render(report).contains("mutex_lock(&amp;l-&gt;lock)"))
        #expect(SARIFReporter().render(report).contains("mutex_lock(&l->lock)"))
    }

    @Test func anotherResultIsShown() throws {
        let findings = try findings(
            "int check(int n) { return n == 7 ? -22 : 0; }\n", "int check(int n) { return 0; }\n")
        #expect(findings.map(\.rule) == [.functionReturnsDiffer])
        #expect(findings.first?.message.said == "`check()` returns 0 instead of -EINVAL where `n` is 7")
        #expect(findings.first?.steps == [CaseStep(before: "return -EINVAL", after: "return 0")])
    }

    @Test func anotherStoreIsShownByItsMember() throws {
        let findings = try findings(
            "void set(struct lamp *l) { l->state = 2; }\n", "void set(struct lamp *l) { l->state = 3; }\n")
        #expect(findings.map(\.rule) == [.functionWritesDiffer])
        #expect(
            findings.first?.message.said.contains("leaves `l->state = 3` instead of `l->state = 2`") == true)
    }

    @Test func aCallMoreIsShown() throws {
        let findings = try findings(
            "void get(struct lamp *l) { room_get(l, 1); }\n",
            "void get(struct lamp *l) { room_get(l, 1); room_get(l, 2); }\n")
        #expect(findings.map(\.rule) == [.functionCallsDiffer])
        #expect(findings.first?.message.said.contains("does `room_get(l, 2)") == true)
    }

    @Test func onlyTheLogIsANote() throws {
        let findings = try findings(
            "int log(int a) { _printk(\"a %d\", a); return a; }\n",
            "int log(int a) { _printk(\"a is %d\", a); return a; }\n")
        #expect(findings.map(\.rule) == [.functionLogDiffers])
        #expect(findings.first?.severity == .note)
    }

    private static let memory = """
        extern void *kmalloc(unsigned long size, int how);
        extern void kfree(const void *memory);
        extern int fill(void *memory);

        """

    @Test func aLeakIsOneAndAMendedLeakIsNone() throws {
        let right = """
            int load(void) {
                void *m = kmalloc(8, 0);
                if (!m) return -12;
                int error = fill(m);
                kfree(m);
                return error;
            }
            """
        let wrong = """
            int load(void) {
                void *m = kmalloc(8, 0);
                if (!m) return -12;
                int error = fill(m);
                if (error) return error;
                kfree(m);
                return error;
            }
            """
        #expect(try findings(Self.memory + right, Self.memory + wrong).map(\.rule) == [.allocationLeaked])
        #expect(try findings(Self.memory + wrong, Self.memory + right).map(\.rule) == [.functionCallsDiffer])
    }

    @Test func aSecondFreeIsOne() throws {
        let findings = try findings(
            Self.memory + "void drop(void *m) { fill(m); kfree(m); }\n",
            Self.memory + "void drop(void *m) { if (fill(m)) kfree(m); kfree(m); }\n")
        #expect(findings.map(\.rule) == [.doubleRelease])
        #expect(findings.first?.message.said.hasPrefix("`drop()` frees `m` twice") == true)
    }
}
