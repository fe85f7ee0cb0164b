import ABIModel
import Testing

@testable import Drift

/// A constant that counts the others never moves in silence.
@Suite struct EnumSentinelTests {
    private let loose = "#define LAMP_DIM 2\nenum lamp { LAMP_OFF, LAMP_ON, __LAMP_MAX };\n"
    private let gathered = "enum lamp { LAMP_OFF, LAMP_ON, LAMP_DIM, __LAMP_MAX };\n"
    private let short = "enum lamp { LAMP_OFF, LAMP_ON, __LAMP_MAX };\n"
    private let path = "include/uapi/linux/lamp.h"

    @Test func aMacroThatBecomesAConstantMovesTheCount() throws {
        let found = try findings(loose, gathered, path: path)
        #expect(found.brief == ["enum-constant-value-changed __LAMP_MAX"])
        #expect(found.map(\.severity) == [.note])
        #expect(found.first?.message.facts == ["__LAMP_MAX", "2", "3"])
    }

    @Test func aConstantThatBecomesAMacroMovesItBack() throws {
        let found = try findings(gathered, loose, path: path)
        #expect(found.brief == ["enum-constant-value-changed __LAMP_MAX"])
        #expect(found.map(\.severity) == [.error])
    }

    @Test func whatWasAddedOrRemovedTellsOfTheCount() throws {
        let added = try findings(short, gathered, path: path)
        #expect(added.brief == ["enum-constant-added LAMP_DIM"])
        #expect(added.first?.consequences == [.countChanged(constant: "__LAMP_MAX", from: 2, to: 3)])
        let removed = try findings(gathered, short, path: path)
        #expect(removed.brief == ["enum-constant-removed LAMP_DIM"])
        #expect(
            removed.first?.consequences.contains(.countChanged(constant: "__LAMP_MAX", from: 3, to: 2))
                == true)
    }

    @Test func aCountThatFallsThoughSomethingCame() throws {
        let found = try findings(
            "enum lamp { LAMP_OFF, LAMP_ON, LAMP_DIM, LAMP_BRIGHT, __LAMP_MAX };\n",
            "enum lamp { LAMP_OFF, LAMP_GLOW = 1, __LAMP_MAX };\n", path: path)
        let counts = found.flatMap(\.consequences).filter {
            $0 == .countChanged(constant: "__LAMP_MAX", from: 4, to: 2)
        }
        #expect(counts.count == 1)
        #expect(!found.contains { $0.symbol == "__LAMP_MAX" })
    }
}
