import Testing

@testable import Extraction

@Suite struct SourceScannerTests {
    @Test func conditionsByLine() {
        let text = """
            #ifndef X_H
            #define X_H
            #if defined(A) || \\
                defined(B) /* over
                              lines */
            int a;
            #else
            # ifdef C // not "D
            int b;
            # elif E
            int c;
            # endif
            #endif
            int d;
            #endif
            """
        let scanner = SourceScanner(text)
        #expect(scanner.lineCount == 15)
        let either = "defined(A) || defined(B)"
        #expect(scanner.condition(at: 6) == either)
        #expect(scanner.condition(at: 9) == "(!(\(either))) && C")
        #expect(scanner.condition(at: 11)?.hasSuffix("!C && E") == true)
        #expect(scanner.condition(at: 14) == nil && scanner.condition(at: 15) == nil)
        #expect(scanner.condition(at: 0) == nil && scanner.condition(at: 16) == nil)
    }

    @Test func macros() {
        let text = """
            #ifndef G
            #define G
            #define STAR "/*"
            #define AFTER 1 /* of G */
            #define LONG a + \\
                /* one
                   two */ b
            #define CALL(x) x
            /* #define NONE 1 */ # define LATE 2
            char *s = "\\
            #define IN_A_STRING 3";
            """
        let macros = SourceScanner(text).macros
        #expect(macros.map(\.name) == ["STAR", "AFTER", "LONG", "CALL", "LATE"])
        #expect(macros.map(\.replacement) == ["\"/*\"", "1", "a + b", "x", "2"])
        #expect(macros.map(\.line) == [3, 4, 5, 8, 9])
        #expect(macros.map(\.parameters) == [nil, nil, nil, ["x"], nil])
    }

    @Test func exports() {
        let text = """
            EXPORT_SYMBOL(one);
            /* said */ EXPORT_SYMBOL_NS_GPL(two, "SPACE"); // EXPORT_SYMBOL(no);
              EXPORT_SYMBOL_GPL( /* the */ three \\
              );
            int x; EXPORT_SYMBOL(no);
            char *s = "\\
            EXPORT_SYMBOL(no)";
            """
        let exports = SourceScanner(text).exports
        #expect(exports.keys.sorted() == ["one", "three", "two"])
        #expect(exports["two"]?.namespace == "SPACE" && exports["two"]?.macro == "EXPORT_SYMBOL_NS_GPL")
    }

    @Test func documentation() {
        let text = """
            char *s = "/**";
            /**
             * f() - does it
             * @a: the one
             *
             * Returns: nothing.
             */
            void f(int a);
            /** g - on one line */
            int g; /**
             * h - not at the start of a line
             */
            """
        let documentation = SourceScanner(text).documentation
        #expect(documentation.keys.sorted() == ["f"])
        #expect(documentation["f"]?.parameters == ["a"] && documentation["f"]?.describesReturn == true)
    }
}
