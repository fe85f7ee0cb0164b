import ABIModel
@testable import Drift
import Testing

@Suite struct SeverityTests {
    @Test func theSurfaceWeighs() throws {
        let before = "struct r { int a; long b; };"
        let after = "struct r { int a; };"
        func severity(_ path: String) throws -> Severity? {
            try findings(before, after, path: path).first?.severity
        }
        #expect(try severity("include/uapi/linux/r.h") == .error)
        #expect(try severity("include/linux/r.h") == .error)
        #expect(try severity("arch/x86/include/asm/r.h") == .error)
        #expect(try severity("drivers/net/r.h") == .warning)
        #expect(try severity("drivers/net/r.c") == .note)
    }

    @Test func renamesForUserSpaceAreErrors() throws {
        let all = try findings(
            "enum e { E_OFF, E_DRAFT_ONLY };", "enum e { E_OFF, E_DRAFT };", path: "include/uapi/linux/e.h")
        #expect(all.map(\.severity) == [.error])
        #expect(all.map(\.surface) == [.uapi])
    }

    @Test func exportsReachTypesOfPrivateHeaders() {
        let site = SourceSite(file: "drivers/x/x.h", line: 1)
        let snapshot = Snapshot(
            records: [Record(name: "r", sizeBytes: 4, alignBytes: 4, members: [], site: site)],
            functions: [
                Function(
                    name: "f", returnType: "int", parameters: [.init(name: "r", type: "struct r *")],
                    linkage: .external, isDefinition: true, export: .init(macro: "EXPORT_SYMBOL"),
                    site: SourceSite(file: "drivers/x/x.c", line: 9))
            ])
        #expect(SurfaceMap(snapshot).surface(of: "r", at: site) == .exported)
        #expect(SurfaceMap(snapshot).surface(of: "q", at: site) == .internal)
    }

    @Test func addedConstIsAnExtension() throws {
        let all = try findings("int f(char *s);", "int f(const char *s);")
        #expect(all.map(\.severity) == [.note])
        // One less is at most a warning of the compiler, and nothing where it is given back.
        #expect(try findings("int f(const char *s);", "int f(char *s);").map(\.severity) == [.note])
        #expect(try findings("const char *f(void);", "char *f(void);").map(\.severity) == [.note])
        #expect(try findings("char *f(void);", "const char *f(void);").map(\.severity) == [.error])
        #expect(try findings("int f(char *s);", "int f(long *s);").map(\.severity) == [.error])
    }

    @Test func aMemberThatPointsToLessConstIsANote() throws {
        let (old, new) = ("struct s { const char *name; };", "struct s { char *name; };")
        #expect(try findings(old, new).map(\.severity) == [.note])
        #expect(try findings(new, old).map(\.severity) == [.warning])
    }

    @Test func whatMovesElsewhereIsNoNote() throws {
        func texts(_ more: String) -> String {
            "union u { int a; \(more) };\nstruct s { union u u; int n; };\nstruct t { struct s s; };\n"
        }
        let grown = try findings(texts(""), texts("long b[2];"))
        #expect(grown.map(\.symbol) == ["union u.b"] && grown.allSatisfy { $0.severity >= .warning })
        let shrunk = try findings(texts("long b[2];"), texts(""))
        #expect(shrunk.map(\.symbol) == ["union u.b"] && shrunk.allSatisfy { $0.severity >= .warning })
        // Where it fits nothing moves.
        #expect(try findings(texts(""), texts("short b;")).map(\.severity) == [.note])
        // At the end of all that embeds it nothing moves either.
        let last = "struct s { int n; union u u; };\n"
        let end = try findings("union u { int a; };\n" + last, "union u { int a; int b[2]; };\n" + last)
        #expect(end.map(\.severity) == [.note])
    }

    @Test func exportsWidenAndNarrow() {
        func wider(_ old: String?, _ new: String?, space: String? = nil) -> Bool {
            FunctionComparison.isWider(
                old.map { .init(macro: $0) }, new.map { .init(macro: $0, namespace: space) })
        }
        #expect(wider(nil, "EXPORT_SYMBOL_GPL"))
        #expect(wider("EXPORT_SYMBOL_GPL", "EXPORT_SYMBOL"))
        #expect(!wider("EXPORT_SYMBOL", "EXPORT_SYMBOL_GPL"))
        #expect(!wider("EXPORT_SYMBOL", nil))
        #expect(!wider("EXPORT_SYMBOL_GPL", "EXPORT_SYMBOL_NS_GPL", space: "X"))
    }

    @Test(arguments: [
        (Int64(-22), "int", "-EINVAL"), (-517, "int", "-EPROBE_DEFER"), (0, "bool", "false"),
        (0, "struct x *", "NULL"), (-9999, "int", "-9999"), (.min, "long", "-9223372036854775808"),
    ])
    func valuesAreSpelledAsInSource(value: Int64, type: String, text: String) {
        #expect(Errno.spelling(of: value, returnType: type) == text)
    }
}

/// What could not be read is neither the same nor gone.
@Suite struct UncertaintyTests {
    private let site = SourceSite(file: "include/linux/x.h", line: 3)

    private func function(_ name: String, _ type: String = "int") -> Function {
        Function(
            name: name, returnType: type, parameters: [], linkage: .external, isDefinition: false, site: site)
    }

    private func compared(_ old: Snapshot, _ new: Snapshot) -> [Finding] {
        compare(
            RevisionSnapshot(label: "a", flavors: [FlavorSnapshot(flavor: "x", snapshot: old)]),
            RevisionSnapshot(label: "b", flavors: [FlavorSnapshot(flavor: "x", snapshot: new)]))
    }

    @Test func aRemovalBehindAParseErrorIsUnknown() {
        let note = FidelityNote(what: site.file, reason: "clang: expected ';'", site: site)
        let all = compared(
            Snapshot(functions: [function("f"), function("g")]),
            Snapshot(functions: [function("g")], fidelity: [note]))
        #expect(all.brief == ["function-removed f"])
        #expect(all[0].verdict == .unknown && all[0].severity == .note)
        guard case .unread(_, let reason, _)? = all[0].doubt else {
            Issue.record("\(String(describing: all[0].doubt))")
            return
        }
        #expect(reason.contains("expected ';'"))
    }

    @Test func anErrorThatWasThereBeforeHidesNothingNew() {
        let note = FidelityNote(what: site.file, reason: "clang: expected ';'", site: site)
        let all = compared(
            Snapshot(functions: [function("f")], fidelity: [note]), Snapshot(fidelity: [note]))
        #expect(all.map(\.verdict) == [.drifted])
    }

    @Test func aNotedDeclarationNeverReadsAsTheSame() {
        let record = Record(name: "r", sizeBytes: 4, alignBytes: 4, members: [], site: site)
        let note = FidelityNote(what: "r", reason: "clang could not lay it out", site: site)
        let all = compared(Snapshot(records: [record]), Snapshot(records: [record], fidelity: [note]))
        #expect(all.brief == ["record-size-changed struct r"])
        #expect(all[0].verdict == .unknown)
        var grown = record
        grown.sizeBytes = 8
        let changed = compared(Snapshot(records: [record]), Snapshot(records: [grown], fidelity: [note]))
        #expect(changed.map(\.verdict) == [.unknown])
    }
}
