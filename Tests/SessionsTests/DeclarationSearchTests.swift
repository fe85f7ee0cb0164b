import Testing

@testable import Sessions

/// Which texts look as if they declared a name.
@Suite struct DeclarationSearchTests {
    @Test(arguments: [
        ("struct page", "struct page {\n\tint a;\n};\n", true),
        ("struct page", "struct page\n{\n\tint a;\n};\n", true),
        ("struct page", "struct __aligned(8) page {\n", true),
        ("struct page", "\tstruct page __packed {\n", true),
        ("struct page", "typedef struct {\n\tint a;\n} page;\n", true),
        ("struct page", "typedef struct {\n\tint a;\n} __packed page;\n", true),
        ("struct page", "typedef struct {\n\tint a;\n}\npage;\n", true),
        ("struct page", "union page {\n", false),
        ("struct page", "struct page;\nint f(struct page *page);\n", false),
        ("struct page", "int page(int a)\n{\n\tcase A:\n\tpage = 3;\n\tuse(page, a);\n}\n", false),
        ("struct page", "#define page 3\nextern int page;\n", false),
        ("enum mode", "enum mode { A };\n", true),
        ("enum mode", "struct mode { int a; };\n", false),
        ("page", "union page {\n", true), ("page", "extern int page;\n", true),
        ("page", "#define page 3\n", true), ("page", "int page(int a);\n", true),
        ("page", "int use(struct page *p);\n", false),
    ])
    func whatLooksLikeADeclaration(symbol: String, text: String, declares: Bool) throws {
        let search = try #require(DeclarationSearch(symbol))
        #expect(search.declares(Array(text.utf8)) == declares)
    }

    @Test func aGlobIsNoName() {
        #expect(DeclarationSearch("struct *") == nil)
        #expect(DeclarationSearch("") == nil)
    }
}
