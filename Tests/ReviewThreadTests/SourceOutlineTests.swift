import Drift
import Testing

@testable import ReviewThread

@Suite struct SourceOutlineTests {
    private func outline(_ text: String) -> SourceOutline { SourceOutline(Array(text.utf8)) }

    private func symbols(_ text: String) -> [String] { outline(text).entries.map(\.symbol) }

    @Test func namesWhatAHeaderDeclares() {
        let found = symbols(
            """
            #define LAMP_MAX 4
            struct lamp;
            enum lamp_state { LAMP_OFF, LAMP_ON = 3 };
            struct lamp {
            	int id;
            	void (*blink)(struct lamp *lamp);
            	struct { int x; } place;
            	unsigned int bright:4;
            };
            typedef int (*lamp_fn)(int);
            int lamp_switch(struct lamp *lamp, enum lamp_state state);
            static inline int lamp_count(void) { return 0; }
            extern int lamp_total;
            """)
        #expect(
            found == [
                "LAMP_MAX", "enum lamp_state", "LAMP_OFF", "LAMP_ON", "struct lamp", "struct lamp.id",
                "struct lamp.blink", "struct lamp.place.x", "struct lamp.bright", "lamp_fn", "lamp_switch",
                "lamp_count", "lamp_total",
            ])
    }

    @Test func aFunctionBodyIsOneDeclarationAndItsTextAnother() {
        let text = outline(
            """
            /* Switches. */
            static int lamp_switch(int id)
            {
            	int old = lamps[id];

            	if (old)
            		return -1;
            	return 0;
            }
            EXPORT_SYMBOL_GPL(lamp_switch);

            """)
        #expect(text.entries.map(\.symbol) == ["lamp_switch", "lamp_switch"])
        #expect(text.entries[0].hasBody && text.entries[0].lines == 2...9)
        #expect(text.entries(at: 7).entries.map(\.symbol) == ["lamp_switch"])
        #expect(text.entries(at: 1).isDocumentation)
        #expect(text.entries(at: 11).entries.isEmpty)
    }

    /// Both sides of a conditional open a brace; the one at the margin closes the function all the same.
    @Test func conditionalsDoNotSwallowTheRestOfTheFile() {
        let found = symbols(
            """
            int first(int a)
            {
            #ifdef CONFIG_A
            	if (a) {
            #else
            	if (!a) {
            #endif
            		return 1;
            	}
            }
            int second(void);
            """)
        #expect(found == ["first", "second"])
    }

    @Test func fragmentsAreReadAsFarAsTheyGo() {
        #expect(symbols("\tif (x)\n\t\treturn foo(x);\nout:\n\tunlock(&x);\n") == [])
        #expect(
            symbols("int lamp_switch(struct lamp *lamp,\n\t\tint state)\n{\n\tlamp->on = 1;\n") == [
                "lamp_switch"
            ])
        #expect(
            symbols("struct lamp {\n\tint id;\n\tvoid *owner;\n") == [
                "struct lamp", "struct lamp.id", "struct lamp.owner",
            ])
        #expect(symbols("") == [])
        #expect(symbols("}}};;)(\"") == [])
    }

    @Test func spacesAndCommentsMakeNoDifference() {
        let one = outline("int f(int a,\n      int b) /* here */\n{\n\treturn a;\n}\n").entries[0].text
        let two = outline("int f(int a, int b)\n{ return a; }\n").entries[0].text
        #expect(one == two)
        #expect(one != outline("int f(int a, int b)\n{ return b; }\n").entries[0].text)
    }
}
