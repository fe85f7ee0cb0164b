import Globs
import Testing

@Suite struct GlobTests {
    @Test(arguments: [
        ("iommu_*", "iommu_group_get", true), ("iommu_*", "iommu_", true), ("iommu_*", "x_iommu_", false),
        ("*", "", true), ("", "", true), ("", "a", false), ("?", "é", true), ("??", "é", false),
        ("a?c", "abc", true),
        ("a?", "a", false), ("*a*b*", "xaybz", true), ("*a*b", "xaybz", false), ("**b", "ab", true),
        ("struct *.x", "struct a.x", true), ("a*é", "aüé", true), ("a/*", "a/b/c", true),
        ("*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
    ])
    func names(_ pattern: String, _ text: String, _ fits: Bool) {
        #expect(Glob(pattern).matches(text) == fits)
        #expect(Glob(pattern).matches("<\(text)>".dropFirst().dropLast()) == fits)
    }

    @Test func literals() {
        #expect(Glob("a.b").isLiteral && !Glob("a*").isLiteral && !Glob("?").isLiteral)
        #expect(GlobPattern("/a//b.h").literalPath == "a/b.h" && GlobPattern("a/*.h").literalPath == nil)
        #expect(GlobPattern("a/b/*/c.h").literalPrefix == ["a", "b"])
        #expect(GlobPattern("a/b.h").literalPrefix == ["a"] && GlobPattern("b.h").literalPrefix.isEmpty)
    }
}
