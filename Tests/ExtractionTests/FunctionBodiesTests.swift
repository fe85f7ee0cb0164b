import ABIModel
import ExtractionMessages
import Foundation
import Testing

@testable import Extraction

/// What inline functions give back is the same whether clang parses their bodies or the text is asked.
@Suite(.serialized) struct FunctionBodiesTests {
    private func functions(_ text: String, skipping: Bool, files: [String: String] = [:]) throws
        -> [Function]
    {
        let path = "include/linux/bodies.h"
        let response = try Extractor().extract(
            ExtractionRequest(
                root: NSTemporaryDirectory(), mainFile: path, arguments: ["-Iinclude", "-std=gnu11"],
                overlay: files.merging([path: text]) { _, new in new }, skipsFunctionBodies: skipping))
        #expect(response.failure == nil && response.errors.isEmpty)
        return response.snapshot.functions
    }

    /// Expects both ways to tell the same, and gives what they tell.
    private func results(_ text: String, files: [String: String] = [:]) throws -> [String: Function.Result] {
        let parsed = try functions(text, skipping: false, files: files)
        let passedOver = try functions(text, skipping: true, files: files)
        #expect(parsed == passedOver)
        return Dictionary(
            passedOver.compactMap { function in function.result.map { (function.name, $0) } }
        ) { first, _ in first }
    }

    @Test func constantsOfEveryType() throws {
        let found = try results(
            """
            #define ENODEV 19
            enum answer { NO, YES = 7 };
            static inline int error(void) { return -ENODEV; }
            static inline _Bool truth(void) { return 5; }
            static inline unsigned int wide(void) { return -1; }
            static inline unsigned char narrow(void) { return 0x1ff; }
            static inline enum answer yes(int x) { /* an odd { */ return YES; }
            static inline unsigned long long all(void) { return ~0ULL; }
            static inline long size(void) { return sizeof(int) * 2; }
            static inline char letter(void) { return ';'; }
            """)
        #expect(found["error"] == .value(-19))
        #expect(found["truth"] == .value(1))
        #expect(found["wide"] == .value(0xffff_ffff))
        #expect(found["narrow"] == .value(0xff))
        #expect(found["yes"] == .value(7))
        #expect(found["all"] == .value(-1))
        #expect(found["size"] == .value(8))
        #expect(found["letter"] == .value(59))
    }

    @Test func whatIsNoConstantIsTold() throws {
        let found = try results(
            """
            enum { both = 3 };
            static const int fixed = 4;
            int call(void);
            static inline int same(int both) { return both; }
            static inline int variable(void) { return fixed; }
            static inline int called(void) { return call(); }
            static inline int two(int a) { if (a) { return 1; } return 0; }
            static inline void none(void) { }
            static inline void back(void) { return; }
            static inline void *pointer(void) { return (void *)0; }
            int declared(int (*with)(void), int b) __attribute__((pure));
            """)
        #expect(found["same"] == .computed("return both ;"))
        #expect(found["variable"] == .computed("return fixed ;"))
        #expect(found["called"] == .computed("return call ( ) ;"))
        #expect(found["two"] == .computed("if ( a ) { return 1 ; } return 0 ;"))
        #expect(found["none"] == .nothing)
        #expect(found["back"] == .nothing)
        #expect(found["pointer"] != nil)
        #expect(found["declared"] == nil)
    }

    @Test func whatTheTextHidesIsParsed() throws {
        let found = try results(
            """
            #define GETTER(name) static inline int name(void) { return 3; }
            GETTER(made)
            static inline int chosen(void)
            {
            #ifdef CONFIG_NOT
                return 1;
            #else
                return 2;
            #endif
            }
            """)
        #expect(found["made"] != nil)
        #expect(found["chosen"] == .value(2))
    }

    @Test func aHeaderThatIsReadTwice() throws {
        let text = "#include <linux/back.h>\n#define LIMIT 5\nstatic inline int f(void) { return LIMIT; }\n"
        let guarded = "#ifndef _B_H\n#define _B_H\n" + text + "#endif\n"
        let found = try results(guarded, files: ["include/linux/back.h": "#include <linux/bodies.h>\n"])
        #expect(found["f"] == .value(5))
        let response = try extract(
            guarded, path: "include/linux/bodies.h",
            files: ["include/linux/back.h": "#include <linux/bodies.h>\n"])
        #expect(response.snapshot.macros.first { $0.name == "LIMIT" }?.value == .integer(5))
    }
}
