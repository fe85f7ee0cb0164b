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
        #expect(findings.first?.message.said.contains("calls `room_get(l, 2)` as well") == true)
    }

    // MARK: Steps that belong together

    private static let lights = "extern void on(int n), dim(int n), off(int n);\n"

    /// What is said of a change from some calls to others, and the steps.
    private func change(_ old: String, _ new: String) throws -> (message: String?, steps: [CaseStep]) {
        let all = try findings(
            "\(Self.lights)void f(void) { \(old) }\n", "\(Self.lights)void f(void) { \(new) }\n")
        return (all.first?.message.said, all.first?.steps ?? [])
    }

    private static func both(_ words: String) -> CaseStep { CaseStep(before: words, after: words) }

    @Test func aDroppedCallIsTheOnlyStepThatDiffers() throws {
        let dropped = try change("on(1); dim(2); off(3); off(4);", "on(1); off(3); off(4);")
        #expect(dropped.message == "`f()` no longer calls `dim(2)`")
        let rest = ["off(3)", "off(4)", "return"].map(Self.both)
        #expect(dropped.steps == [Self.both("on(1)"), CaseStep(before: "dim(2)", after: "")] + rest)
        let added = try change("on(1); off(3); off(4);", "on(1); dim(2); off(3); off(4);")
        #expect(added.message == "`f()` calls `dim(2)` as well")
        #expect(added.steps == [Self.both("on(1)"), CaseStep(before: "", after: "dim(2)")] + rest)
    }

    @Test func aCallThatMovesIsNeitherGoneNorNew() throws {
        #expect(
            try change("on(1); dim(2); off(3);", "dim(2); on(1); off(3);").message
                == "`f()` calls `on(1)` after `dim(2)` instead of before it")
        let earlier = try change("on(1); dim(2); off(3);", "off(3); on(1); dim(2);")
        #expect(earlier.message == "`f()` calls `off(3)` before `on(1)` instead of after it")
        #expect(earlier.steps.count { $0.before != $0.after } == 2)
    }

    @Test func aCallInTheSteadOfAnotherIsOneStep() throws {
        let other = try change("on(1); dim(2); off(3);", "on(1); off(2); off(3);")
        #expect(other.message == "`f()` calls `off(2)` instead of `dim(2)`")
        #expect(other.steps.count { $0.before != $0.after } == 1)
        // Two become one: the namesake is the one that belongs to it.
        let fewer = try change("on(1); dim(2); off(3);", "off(4);")
        #expect(
            fewer.steps == [
                CaseStep(before: "on(1)", after: ""), CaseStep(before: "dim(2)", after: ""),
                CaseStep(before: "off(3)", after: "off(4)"), Self.both("return"),
            ])
    }

    @Test func whatIsDoneAgainAndAgainStandsOnce() throws {
        let many = try change(
            "for (int i = 0; i < 40; i++) on(1); dim(2);", "for (int i = 0; i < 40; i++) on(1); dim(3);")
        #expect(
            many.steps == [
                Self.both("on(1)"), Self.both("… the same 39 more times"),
                CaseStep(before: "dim(2)", after: "dim(3)"), Self.both("return"),
            ])
        let few = try change("on(1); on(1); on(1); dim(2);", "on(1); on(1); on(1); dim(3);")
        #expect(few.steps.count == 5)
    }

    @Test func everyFormatMarksTheOneStep() throws {
        let report = try FunctionVerdictTests.report(
            "\(Self.lights)void f(void) { on(1); dim(2); off(3); off(4); }\n",
            "\(Self.lights)void f(void) { on(1); off(3); off(4); }\n")
        for text in [TextReporter().render(report), MarkdownReporter().render(report)] {
            let marked = text.split(separator: "\n").filter {
                $0.contains("! 2. dim(2)") || $0.contains("! 3.")
            }
            #expect(marked.count == 1, "\(text)")
        }
        #expect(HTMLReporter().render(report).components(separatedBy: "<mark>").count == 2)
        let sarif = SARIFReporter().render(report)
        #expect(sarif.components(separatedBy: "\"essential\"").count == 2, "\(sarif)")
    }

    // MARK: Circumstances

    /// What is said of a change of a function of two numbers and a lamp.
    private func said(_ old: String, _ new: String) throws -> String? {
        func text(_ body: String) -> String {
            "\(Self.lights)void f(struct lamp *l, int n, int m) { \(body) }\n"
        }
        return try findings(text(old), text(new)).first?.message.said
    }

    @Test func whatDoesNotDecideIsNotTold() throws {
        #expect(
            try said("on(1); dim(2); off(m);", "on(1); off(m);") == "`f()` no longer calls `dim(2)`")
        #expect(
            try said("if (l->state) on(1); room_get(l, 3); dim(2);", "if (l->state) on(1); room_get(l, 3);")
                == "`f()` no longer calls `dim(2)`")
    }

    @Test func whatDecidesIsTold() throws {
        #expect(
            try said("on(m); dim(2);", "on(m); if (n != 7) dim(2);")
                == "`f()` no longer calls `dim(2)` where `n` is 7")
        #expect(
            try said("room_get(l, 1); dim(2);", "if (room_get(l, 1) != -5) dim(2);")
                == "`f()` no longer calls `dim(2)` where `room_get()` gives -EIO")
        #expect(
            try said(
                "int s = l->state; on(1); if (s < 9) dim(2);",
                "int s = l->state; on(1); if (s < 9 && s != 4) dim(2);")
                == "`f()` no longer calls `dim(2)` where `l->state` is 4")
        // What the step itself says depends on it.
        #expect(
            try said("dim(n);", "on(n);")?.hasPrefix("`f()` calls `on(0)` instead of `dim(0)` where `n` is 0")
                == true)
    }

    /// Either of two is enough: one of them has to be told.
    @Test func whatDecidesTogetherIsTold() throws {
        let message = try #require(
            try said("if (n == 0 || m == 0) dim(2); off(1);", "off(1);"))
        #expect(
            message.hasPrefix("`f()` no longer calls `dim(2)` where")
                && (message.contains("`n` is 0") || message.contains("`m` is 0")), "\(message)")
    }

    // MARK: Numbers and objects

    @Test func aNegativeArgumentIsNoError() throws {
        let head = "extern int pick(int first, int last);\nextern void report(struct lamp *l, int err);\n"
        let argument = try findings(
            head + "void f(struct lamp *l) { pick(-1, 0); }\n",
            head + "void f(struct lamp *l) { pick(-1, -2); }\n")
        #expect(argument.first?.message.said == "`f()` calls `pick(-1, -2)` instead of `pick(-1, 0)`")
        let stored = try findings(
            "void f(struct lamp *l) { l->state = -1; }\n", "void f(struct lamp *l) { l->state = -12; }\n")
        #expect(
            stored.first?.message.said.contains("leaves `l->state = -12` instead of `l->state = -1`") == true)
        let error = try findings(
            head + "void f(struct lamp *l) { report(l, -5); }\n",
            head + "void f(struct lamp *l) { report(l, -22); }\n")
        #expect(
            error.first?.message.said.contains("calls `report(l, -EINVAL)` instead of `report(l, -EIO)`")
                == true)
    }

    @Test func whatIsAllocatedGoesByItsHolder() throws {
        let head = """
            extern void *devm_kmalloc(struct lamp *l, unsigned long size);
            static inline void *devm_kzalloc(struct lamp *l, unsigned long size) { return devm_kmalloc(l, size); }
            struct chip { long pad[4]; int ioh; };
            extern int add(void *chip);

            """
        func probe(_ number: Int) -> String {
            """
            int probe(struct lamp *l) {
                struct chip *chip = devm_kzalloc(l, sizeof(*chip));
                if (!chip) return -12;
                chip->ioh = \(number);
                return add(chip);
            }
            """
        }
        let message = try #require(try findings(head + probe(1), head + probe(2)).first?.message.said)
        #expect(message.contains("chip->ioh = 2"), "\(message)")
        #expect(!message.contains("0xffff"), "\(message)")
        // Bytes without a record have the distance from where they begin.
        func fill(_ number: Int) -> String {
            head
                + "int f(struct lamp *l) { int *p = devm_kmalloc(l, 64); if (!p) return -12; p[4] = \(number); return add(p); }\n"
        }
        let bytes = try findings(fill(1), fill(2))
        #expect(
            bytes.first?.message.said.contains("seeing `*(devm_kmalloc() + 16) = 2`") == true, "\(bytes)")
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
