import ABIModel
import ExtractionMessages
import Foundation
import Testing

@testable import Extraction

/// What `__user` and its like say of a pointer is kept, as words of the type.
@Suite(.serialized) struct AnnotationTests {
    private let words = """
        #define __user
        #define __iomem
        #define __rcu
        #define __percpu
        #define __bitwise

        """

    private func snapshot(_ text: String) throws -> Snapshot {
        try extract(
            text, arguments: ["-Iinclude", "-std=gnu11", "-include", "include/words.h"],
            files: ["include/words.h": words]
        ).snapshot
    }

    @Test func pointersKeepTheirWords() throws {
        let found = try snapshot(
            """
            struct lamp {
                void __user *a;
                const char __user *const *b;
                struct lamp __rcu *c;
                void __iomem * __user *d;
                struct lamp __percpu *e[4];
                void (*f)(void __user *p, int);
                long plain;
            };
            long f(const void __user *p, int n);
            void __iomem *g(void);
            extern struct lamp __rcu *lamps;
            typedef char __user *text_t;

            """)
        #expect(
            found.records[0].members.map(\.type) == [
                "void __user *", "const char __user *const *", "struct lamp __rcu *",
                "void __iomem * __user *",
                "struct lamp __percpu *[4]", "void (*)(void __user *, int)", "long",
            ])
        #expect(found.records[0].members.first?.canonicalType == "void *")
        #expect(
            found.functions.map(\.signature) == [
                "long f(const void __user *p, int n)", "void __iomem *g(void)",
            ])
        #expect(found.variables.map(\.type) == ["struct lamp __rcu *"])
        #expect(found.typedefs.map(\.type) == ["char __user *"])
    }

    @Test func typedefsKeepBitwise() throws {
        let found = try snapshot("typedef unsigned __bitwise mode_t;\ntypedef unsigned plain_t;\n")
        #expect(found.typedefs.map(\.type) == ["unsigned int __bitwise", "unsigned int"])
    }

    @Test func whereTheWordsAreUnknownNothingIsMadeUp() throws {
        let response = try extract("struct s { void *p; };\n")
        #expect(response.errors.isEmpty)
        #expect(response.includedFiles == ["include/linux/example.h"])
        #expect(response.snapshot.records[0].members.map(\.type) == ["void *"])
    }

    @Test func attributesOfDeclarations() throws {
        let found = try snapshot(
            """
            int a(void) __attribute__((warn_unused_result));
            int b();
            int c(void) __asm__("other");
            int d(void) __attribute__((ms_abi));
            static inline int __attribute__((always_inline)) e(void) { return 0; }
            extern __thread int v;
            typedef int t __attribute__((aligned(16)));

            """)
        #expect(
            found.functions.map(\.attributes) == [
                ["warn_unused_result"], ["()"], ["asm(\"other\")"], ["ms_abi"], [],
            ])
        #expect(found.variables.map(\.attributes) == [["__thread"]])
        #expect(found.typedefs.map(\.attributes) == [["aligned(16)"]])
    }
}
