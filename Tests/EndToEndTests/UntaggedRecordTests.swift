import ABIModel
import Drift
import Readings
import Sessions
import Testing
import Workers

/// Records without a tag are compared wherever a declaration defines them, in both directions.
@Suite struct UntaggedRecordTests {
    /// A declaration with a record without a tag whose members stand for `%`, and what it is called.
    struct Place: CustomTestStringConvertible {
        var text: String
        var name: String
        var testDescription: String { name }
    }

    static let places = [
        Place(text: "struct lamp { int n; struct { % } e[]; };", name: "struct lamp.e"),
        Place(text: "struct lamp { struct { % } m[4]; int n; };", name: "struct lamp.m"),
        Place(text: "struct lamp { struct { % } m[4][2]; int n; };", name: "struct lamp.m"),
        Place(text: "struct lamp { union { % } m[4]; int n; };", name: "union lamp.m"),
        Place(text: "struct lamp { struct { % } *p; int n; };", name: "struct lamp.p"),
        Place(text: "struct lamp { struct { % } **p; };", name: "struct lamp.p"),
        Place(text: "struct lamp { struct { % } *p[4]; };", name: "struct lamp.p"),
        Place(text: "struct lamp { int (*f)(int n, struct { % } *p); };", name: "struct lamp.f(2)"),
        Place(text: "struct lamp { struct { % } *(*f)(void); };", name: "struct lamp.f()"),
        Place(text: "struct lamp { struct { int n; struct { % } *p; } in; };", name: "struct lamp.in.p"),
        Place(text: "struct lamp { struct { struct { % } m[2]; }; };", name: "struct lamp.m"),
        Place(text: "struct lamp { struct { int n; struct { % } m[2]; } e[3]; };", name: "struct lamp.e.m"),
        Place(text: "extern struct { % } lamp_state;", name: "struct lamp_state"),
        Place(text: "extern struct { % } lamp_states[8];", name: "struct lamp_states"),
        Place(text: "typedef struct { % } *lamp_p;", name: "struct lamp_p"),
        Place(text: "typedef struct { % } lamp_t[3];", name: "struct lamp_t"),
        Place(text: "typedef int (*lamp_call)(struct { % } *p);", name: "struct lamp_call(1)"),
        // What has a name all the same.
        Place(text: "typedef struct { % } lamp;", name: "struct lamp"),
        Place(text: "struct lamp { struct { % } in; };", name: "struct lamp.in"),
        Place(text: "struct lamp { int n; struct { % } ; };", name: "struct lamp"),
    ]

    private func findings(_ old: String, _ new: String) throws -> [Finding] {
        let tree = try ScratchTree()
        try tree.write(old + "\n", to: "old/api.h")
        try tree.write(new + "\n", to: "new/api.h")
        let report = try DiffSession(
            options: .init(
                old: TreeOptions(path: tree.place("old/api.h")),
                new: TreeOptions(path: tree.place("new/api.h")),
                model: .none),
            pool: try ExtractionPool(workerCount: 1)
        ).run()
        #expect(report.coverage.unknown.isEmpty)
        return report.findings
    }

    /// Both directions of a change of the members.
    private func check(
        _ place: Place, _ old: String, _ new: String, forwards: String, backwards: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let texts = [old, new].map { place.text.replacing("%", with: $0) }
        for (sides, expected) in [(texts, forwards), (texts.reversed(), backwards)] {
            let found = try findings(sides[0], sides[1]).map { "\($0.rule) \($0.symbol)" }
            let wanted = expected.replacing("%", with: place.name)
            #expect(found.contains(wanted), "\(found) of \(sides)", sourceLocation: sourceLocation)
            #expect(found.count == 1, "\(found) of \(sides)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: places) func aMemberIsRenamed(place: Place) throws {
        try check(
            place, "int first_slot; long b;", "int first_place; long b;",
            forwards: "member-renamed %.first_place", backwards: "member-renamed %.first_slot")
    }

    @Test(arguments: places) func aMemberIsRetyped(place: Place) throws {
        try check(
            place, "int a; long b;", "unsigned int a; long b;", forwards: "member-type-changed %.a",
            backwards: "member-type-changed %.a")
    }

    @Test(arguments: places.filter { !$0.name.hasPrefix("union") }) func aMemberIsAdded(place: Place) throws {
        try check(
            place, "int a;", "int a; int b;", forwards: "member-added %.b", backwards: "member-removed %.b")
    }

    @Test(arguments: places) func theSameTextIsTheSame(place: Place) throws {
        let text = place.text.replacing("%", with: "int a; long b;")
        #expect(try findings(text, text).isEmpty)
        #expect(try findings(text, "\n\n\n" + text).isEmpty)
    }

    @Test func theWholeFollowsFromItsElements() throws {
        let texts = ["int a;", "int a; long b;"].map { "struct lamp { struct { \($0) } m[4]; int n; };" }
        for (old, new) in [(texts[0], texts[1]), (texts[1], texts[0])] {
            let found = try findings(old, new)
            #expect(found.map(\.symbol) == ["struct lamp.m.b"])
            #expect(
                found[0].consequences.contains { consequence in
                    if case .outerResized("struct lamp", _, _) = consequence { true } else { false }
                })
        }
    }

    @Test func aWholeThatComesOrGoesIsToldOnce() throws {
        let text = "struct lamp { int n; struct { int a; } *p; };"
        #expect(try findings("struct lamp;", text).brief == ["record-added struct lamp"])
        #expect(try findings(text, "struct lamp;").brief == ["record-removed struct lamp"])
        let less = "struct lamp { int n; };"
        #expect(try findings(less, text).brief == ["member-added struct lamp.p"])
        #expect(try findings(text, less).brief == ["member-removed struct lamp.p"])
    }

    /// `} m;` that becomes `};`: nothing moves, and every user has to say another name.
    @Test func aNamedPartLosesItsName() throws {
        let named = "struct lamp { int n; struct { int a; int b; } m; };"
        let unnamed = "struct lamp { int n; struct { int a; int b; }; };"
        let lost = try findings(named, unnamed)
        #expect(lost.brief == ["member-renamed struct lamp.a"])
        let got = try findings(unnamed, named)
        #expect(got.brief == ["member-renamed struct lamp.m.a"])
        #expect(
            lost.allSatisfy { $0.consequences.count == 1 } && got.allSatisfy { $0.consequences.count == 1 })
        // A name of its own besides: both ways lead there.
        let plain = "struct lamp { int a; int b; };"
        let group = "struct lamp { union { struct { int a; int b; }; struct { int a; int b; } m; }; };"
        #expect(try findings(plain, group).filter { $0.rule == .memberRenamed }.isEmpty)
    }

    /// A part with a name may grow into padding, be aligned otherwise or be a union, and no member lies elsewhere.
    @Test func aPartChangesThoughNothingInItDoes() throws {
        func record(_ word: String, _ attributes: String) -> String {
            "struct lamp { \(word) { short a; } \(attributes) part; long b __attribute__((aligned(8))); };"
        }
        func told(_ old: String, _ new: String) throws -> [String] {
            try findings(old, new).map { "\($0.rule.name) \($0.symbol)" }
        }
        let plain = record("struct", "")
        for (other, rule) in [
            (record("struct", "__attribute__((aligned(8)))"), "record-size-changed"),
            (record("union", ""), "record-kind-changed"),
        ] {
            #expect(try told(plain, other) == ["\(rule) struct lamp"])
            #expect(try told(other, plain) == ["\(rule) struct lamp"])
            #expect(try told(other, other + " ").isEmpty)
        }
        let narrow = "struct lamp { struct { long a; } part; };"
        let aligned = "struct lamp { struct { long a __attribute__((packed, aligned(4))); } part; long b; };"
        #expect(
            try told(aligned, aligned.replacing("packed, aligned(4)", with: "packed, aligned(2)")) == [
                "record-alignment-changed struct lamp"
            ])
        // What is in it tells of itself, once.
        #expect(
            try told(narrow, narrow.replacing("long a;", with: "long a; long c;")) == [
                "member-added struct lamp.part.c"
            ])
    }
}
