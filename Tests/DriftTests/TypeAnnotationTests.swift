import ABIModel
import Testing

@testable import Drift

/// What types say beside what the compiler knows.
@Suite struct TypeAnnotationTests {
    private static let head =
        "typedef unsigned short __u16;\ntypedef unsigned int __u32;\ntypedef __u32 u32;\n"
        + "typedef __u32 __le32;\ntypedef __u32 __be32;\ntypedef __u16 __le16;\n"

    private func members(_ old: String, _ new: String, path: String = "include/uapi/linux/x.h") throws
        -> [Finding]
    {
        try findings(
            "\(Self.head)struct wire { \(old) id; };\n", "\(Self.head)struct wire { \(new) id; };\n",
            path: path)
    }

    @Test func bytesInTheOtherOrder() throws {
        for (old, new) in [("__le32", "__be32"), ("__be32", "__le32")] {
            let found = try members(old, new)
            #expect(found.brief == ["member-type-changed struct wire.id"])
            #expect(found.map(\.severity) == [.error])
            #expect(found.first?.message.facts == ["id", "struct wire", new, old])
            #expect(try members(old, new, path: "drivers/x.h").map(\.severity) == [.warning])
        }
    }

    @Test func anOrderThatIsNoLongerSaid() throws {
        #expect(try members("__le32", "__u32").map(\.severity) == [.warning])
        #expect(try members("__le32", "u32", path: "include/linux/x.h").map(\.severity) == [.warning])
        #expect(try members("__u32", "__le32").map(\.severity) == [.note])
        // Another name for the same is none of this.
        #expect(try members("u32", "__u32").map(\.severity) == [.note])
        #expect(try members("__le32", "__le16").map(\.severity) == [.error])
    }

    @Test func ordersOfParametersAndResults() throws {
        func functions(_ old: String, _ new: String) throws -> [Finding] {
            try findings(Self.head + old, Self.head + new)
        }
        #expect(try functions("void f(__le32 x);\n", "void f(__be32 x);\n").map(\.severity) == [.error])
        #expect(try functions("void f(__le32 x);\n", "void f(__u32 x);\n").map(\.severity) == [.warning])
        #expect(try functions("__le32 f(void);\n", "__u32 f(void);\n").map(\.severity) == [.warning])
        #expect(try functions("__u32 f(void);\n", "__be32 f(void);\n").map(\.severity) == [.warning])
    }

    @Test(arguments: [
        ("void __user *", "void *", TypeAnnotations.Change.lost), ("void *", "void __user *", .gained),
        ("void __user *", "void __iomem *", .lost), ("struct s __rcu *[4]", "struct s *[4]", .lost),
        ("__le32", "__be32", .byteOrder), ("__le16", "uint16_t", .lost), ("u64", "__be64", .gained),
        ("void __user **", "void * __user *", .lost),
    ])
    func changes(old: String, new: String, change: TypeAnnotations.Change) {
        #expect(TypeAnnotations.change(from: old, to: new, TypeText()) == change)
    }

    @Test(arguments: [
        ("void __user *", "char *"), ("__le32", "__be16"), ("__le32", "int"), ("u32", "__u32"),
        ("u8", "__le8"),
    ])
    func otherChanges(old: String, new: String) {
        #expect(TypeAnnotations.change(from: old, to: new, TypeText()) == nil)
    }
}
