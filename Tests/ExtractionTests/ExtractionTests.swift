import ABIModel
import ExtractionMessages
import Foundation
import Testing

@testable import Extraction

/// Reads a header that exists only in memory.
func extract(
    _ text: String, path: String = "include/linux/example.h",
    arguments: [String] = ["-Iinclude", "-std=gnu11"],
    files: [String: String] = [:], touched: [String] = []
) throws -> ExtractionResponse {
    var overlay = files
    overlay[path] = text
    return try Extractor().extract(
        ExtractionRequest(
            root: NSTemporaryDirectory(), mainFile: path, arguments: arguments, overlay: overlay,
            touchedFiles: touched))
}

@Suite(.serialized) struct StructureTests {
    @Test func enumValuesAre64Bit() throws {
        let response = try extract(
            "enum big { A = -1, B = 0x7fffffffffffffff };\nenum { LONE = 4 };\ntypedef enum { T } named_t;\n")
        let enums = response.snapshot.enums
        #expect(enums.map(\.name) == ["(anonymous: LONE)", "big", "named_t"])
        #expect(enums[1].constants.map(\.value) == [-1, CInteger(.max)])
        #expect(enums[1].underlyingType == "long")
    }

    @Test func recordsWithEverythingInThem() throws {
        let response = try extract(
            """
            struct forward;
            struct all {
                unsigned int a : 3, : 2, b : 7;
                union { int x; struct { char y, z; }; };
                struct inner { long l; } named;
                struct { int q; } in_place[2];
                void (*callback)(struct forward *f, int);
                struct forward *next;
                char tail[];
            } __attribute__((aligned(16)));
            struct packed { char c; int i; } __attribute__((packed));
            typedef struct { int v; } alias_t;
            """)
        #expect(response.errors.isEmpty)
        let records = Dictionary(uniqueKeysWithValues: response.snapshot.records.map { ($0.name, $0) })
        #expect(records.keys.sorted() == ["alias_t", "all", "all.in_place", "forward", "inner", "packed"])
        let all = try #require(records["all"])
        #expect(all.alignBytes == 16)
        #expect(
            all.members.map(\.name) == ["a", "", "b", "", "named", "in_place", "callback", "next", "tail"])
        #expect(all.members.map(\.bitWidth).prefix(3) == [3, 2, 7])
        #expect(all.members[3].record?.kind == .union)
        #expect(all.members[3].record?.members[1].record?.members.map(\.offsetBits) == [0, 8])
        #expect(all.members[5].type == "struct {...}[2]")
        #expect(all.members[6].type == "void (*)(struct forward *, int)")
        #expect(all.members.last?.isFlexibleArray == true)
        #expect(records["packed"]?.isPacked == true)
        #expect(records["packed"]?.members[1].offsetBits == 8)
        #expect(records["forward"]?.isForwardDeclaration == true)
    }

    /// `struct_group_tagged()` declares a struct in a union without a name.
    @Test func recordsAndEnumsInNamelessOnes() throws {
        let response = try extract(
            """
            struct outer {
                union {
                    struct { int x; enum { SOME } kind; };
                    struct inside { int y; } group;
                };
            };
            typedef struct { int v; } alias_t;
            typedef struct tag { int w; } tag;
            """)
        let records = response.snapshot.records
        #expect(records.map(\.name) == ["alias_t", "inside", "outer", "tag"])
        #expect(records.map(\.typedefName) == ["alias_t", nil, nil, nil])
        #expect(response.snapshot.enums.map(\.name) == ["(anonymous: SOME)"])
        let nameless = records[2].members[0].record?.members[0].record
        #expect(nameless?.members.map { $0.enumeration?.constants.map(\.name) } == [nil, ["SOME"]])
    }

    @Test func recordsOfMembersComeBackWhenAskedFor() throws {
        let files = ["include/deep.h": "struct deep { int i; };\nstruct other { int j; };\n"]
        let text = "#include <deep.h>\nstruct mid { struct deep d[2]; };\nstruct top { struct other *o; };\n"
        var request = ExtractionRequest(
            root: NSTemporaryDirectory(), mainFile: "include/example.h",
            arguments: ["-Iinclude", "-std=gnu11"], overlay: files)
        request.overlay["include/example.h"] = text
        #expect(try Extractor().extract(request).snapshot.records.map(\.name) == ["mid", "top"])
        request.wantsMemberRecords = true
        #expect(try Extractor().extract(request).snapshot.records.map(\.name) == ["deep", "mid", "top"])
    }

    @Test func bothSidesOfAConfigurationGuard() throws {
        let text = """
            #ifndef _X_H
            #define _X_H
            #include <linux/errno_example.h>
            struct iommu_group;
            enum owner { NONE, KERNEL };
            #ifdef CONFIG_X
            int claim(struct iommu_group *group, void *owner);
            #else
            static inline int claim(struct iommu_group *group, void *owner)
            {
                return -ENODEV;
            }
            static inline int set(enum owner owner) { return owner == KERNEL ? 0 : -ENODEV; }
            static inline void release(struct iommu_group *group) { }
            #endif
            #endif
            """
        let files = ["include/linux/errno_example.h": "#define ENODEV 19\n"]
        let on = try extract(text, arguments: ["-Iinclude", "-DCONFIG_X=1"], files: files)
        let off = try extract(text, files: files)
        #expect(on.errors.isEmpty && off.errors.isEmpty)
        let prototype = try #require(on.snapshot.functions.first { $0.name == "claim" })
        #expect(prototype.guard == "CONFIG_X")
        #expect(prototype.linkage == .external)
        let stub = try #require(off.snapshot.functions.first { $0.name == "claim" })
        #expect(stub.guard == "!CONFIG_X")
        #expect(stub.linkage == .inline)
        #expect(stub.result == .value(-19))
        #expect(off.snapshot.functions.first { $0.name == "release" }?.result == .nothing)
        #expect(
            off.snapshot.functions.first { $0.name == "set" }?.result
                == .computed("return owner == KERNEL ? 0 : - ENODEV ;"))
    }

    @Test func macrosAreEvaluatedByClang() throws {
        let response = try extract(
            """
            #define ONE 1
            #define TWO (ONE + ONE) /* two */
            #define SIZE sizeof(long)
            #define TEXT "words"
            #define EMPTY
            #define TYPE struct nothing *
            #define CALL(x) (x)
            #define BAD (no_such_name + 1)
            """)
        #expect(response.errors.isEmpty)
        let values = Dictionary(uniqueKeysWithValues: response.snapshot.macros.map { ($0.name, $0.value) })
        #expect(values["TWO"] == .integer(2))
        #expect(values["SIZE"] == .integer(8))
        #expect(values["TEXT"] == .string("words"))
        #expect(values["EMPTY"] == .text(""))
        #expect(values["TYPE"] == .text("struct nothing *"))
        #expect(values["BAD"] == .text("(no_such_name + 1)"))
        #expect(values["CALL"] == .text("(x)"))
    }

    @Test func exportsAndKernelDocComeFromTheText() throws {
        let response = try extract(
            """
            #define EXPORT_SYMBOL_GPL(x)
            /**
             * f() - does a thing
             * @a: the one
             *
             * Return: 0
             */
            int f(int a) { return a; }
            EXPORT_SYMBOL_GPL(f);
            """, path: "drivers/x.c")
        let function = try #require(response.snapshot.functions.first)
        #expect(function.export?.macro == "EXPORT_SYMBOL_GPL")
        #expect(function.isDefinition)
        #expect(function.documentation?.parameters == ["a"])
        #expect(function.documentation?.describesReturn == true)
        #expect(response.snapshot.macros.map(\.name) == ["EXPORT_SYMBOL_GPL"])
    }

    @Test func errorsBecomeNotes() throws {
        let response = try extract("struct s { no_such_type t; };\nint fine(void);\n")
        #expect(response.errors.count == 1)
        #expect(!response.snapshot.fidelity.isEmpty)
        #expect(response.snapshot.functions.map(\.name) == ["fine"])
    }

    @Test func recordsThatEmbedATouchedOneComeBack() throws {
        let response = try extract(
            "#include <linux/outer.h>\nstruct touched;\n",
            files: [
                "include/linux/outer.h":
                    "#include <linux/inner.h>\nstruct outer { struct touched t; };\nstruct other { int i; };\n",
                "include/linux/inner.h": "struct touched { int a; };\n",
            ], touched: ["include/linux/inner.h"])
        #expect(response.errors.isEmpty)
        #expect(response.snapshot.records.filter { !$0.isForwardDeclaration }.map(\.name) == ["outer"])
    }

    @Test func aCyclicIncludeIsAnErrorNotAHang() throws {
        let response = try extract("#include \"example.h\"\nint x;\n")
        #expect(!response.errors.isEmpty)
    }

    @Test func anOverlayThatIsNotThereIsAFailure() throws {
        let response = try Extractor().extract(
            ExtractionRequest(
                root: NSTemporaryDirectory(), mainFile: "a.h", arguments: [], overlay: ["a.h": "int a;\n"],
                overlayFiles: ["b.h": "/nonexistent/b"]))
        #expect(response.failure == "/nonexistent/b, which stands in for a file of the tree, cannot be read")
    }

    @Test func aFileThatIsNotThereIsAFailure() throws {
        let response = try Extractor().extract(
            ExtractionRequest(root: NSTemporaryDirectory(), mainFile: "include/none.h", arguments: []))
        #expect(response.failure == "include/none.h cannot be read")
    }
}
