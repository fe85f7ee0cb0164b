import SourceText
import Testing

@Suite struct IncludeTests {
    @Test(arguments: [
        ("#include <linux/a.h>\n", ["<linux/a.h"]), ("  # include\t\"a.h\" // b\n", ["\"a.h"]),
        ("#include/* a */<b.h>", ["<b.h"]), ("#include_next <a.h>\n", ["<a.h"]),
        ("#if 0\n#include <a//b.h>\n#endif\n#include \"c\\d.h\"\n", ["<a//b.h", "\"c\\d.h"]),
        ("#include MACRO\n#includes <a.h>\n#include <a.h\n#include \"\n#define A <a.h>\n", []),
        ("#include \\\n <a.h>\n", ["<a.h"]),
    ])
    func lines(_ text: String, _ names: [String]) {
        let lines = CLexer(Array(text.utf8)).includeLines
        #expect(lines.map { ($0.include.isQuoted ? "\"" : "<") + $0.include.name } == names)
        for line in lines { #expect(Array(text.utf8)[line.offset] == UInt8(ascii: "#")) }
    }

    private static let path = IncludePath(arguments: [
        "-isystem", "/usr/include", "-Iarch/x/include", "-idirafter", "late", "-I", "include", "-iquotehere",
        "-isystemsys", "-include", "linux/kconfig.h", "-include-pch", "no.h", "-imacros", "m.h", "-Isys",
        "-D_I",
    ])

    /// In clang's order, whatever the order of the arguments.
    @Test func directories() {
        #expect(Self.path.quoted == ["here"])
        #expect(Self.path.general == ["arch/x/include", "include", "/usr/include", "sys", "late"])
        #expect(Self.path.firstFiles == ["m.h", "linux/kconfig.h"])
    }

    @Test func places() {
        let path = IncludePath(arguments: ["-Iinclude", "-isystem", "/usr/include", "-iquote", "q"])
        #expect(
            path.places(of: IncludeName("a/b.h", isQuoted: true), in: "drivers/x/y.c")
                == ["drivers/x/a/b.h", "q/a/b.h", "include/a/b.h", "/usr/include/a/b.h"])
        #expect(
            path.places(of: IncludeName("../b.h", isQuoted: false), in: "drivers/x/y.c")
                == ["b.h", "/usr/b.h"])
        #expect(path.places(of: IncludeName("../../b.h", isQuoted: true), in: "y.c") == ["/b.h"])
        #expect(path.places(ofFirstFile: "a.h") == ["a.h", "q/a.h", "include/a.h", "/usr/include/a.h"])
    }

    /// A new file hides one that is found in a later directory.
    @Test func whatWouldBeFoundFirst() {
        let path = IncludePath(arguments: ["-isystem", "include/uapi", "-Iinclude", "-I", "arch"])
        #expect(
            path.places(before: "include/uapi/linux/a.h")
                == ["include/linux/a.h", "arch/linux/a.h"].flatMap { [$0] })
        #expect(path.names(of: "include/uapi/linux/a.h") == ["uapi/linux/a.h", "linux/a.h"])
        #expect(path.names(of: "includes/a.h").isEmpty)
    }

    @Test(arguments: [
        ("a//b/./c/../d.h", "a/b/d.h"), ("../a.h", nil), ("a/../../b", nil), ("/a/../../b", "/b"),
        ("a/b.h", "a/b.h"),
        ("a/.b", "a/.b"), ("./a", "a"),
    ])
    func paths(_ written: String, _ path: String?) {
        #expect(IncludePath.normalized(written) == path)
    }
}
