import ABIModel
import Drift
import Readings
import Sessions
import Testing
import Workers

/// Parameters are the same by name and type first, in both directions.
@Suite struct ParameterOrderTests {
    private func findings(_ old: String, _ new: String) throws -> [Finding] {
        let tree = try ScratchTree()
        try tree.write("struct dev;\ntypedef unsigned long addr_t;\nint f(\(old));\n", to: "old/api.h")
        try tree.write("struct dev;\ntypedef unsigned long addr_t;\nint f(\(new));\n", to: "new/api.h")
        return try DiffSession(
            options: .init(
                old: TreeOptions(path: tree.place("old/api.h")),
                new: TreeOptions(path: tree.place("new/api.h")),
                model: .none),
            pool: try ExtractionPool(workerCount: 1)
        ).run().findings
    }

    private func check(_ one: String, _ other: String, _ expected: Set<String>) throws {
        for (old, new) in [(one, other), (other, one)] {
            #expect(try findings(old, new).brief == expected, "\(old) → \(new)")
        }
    }

    @Test func twoThatChangedPlacesDidNotChangeTheirTypes() throws {
        try check("addr_t phys, long long bus", "long long bus, addr_t phys", ["parameter-order-changed f"])
        try check(
            "struct dev *d, int a, long b, void *c", "struct dev *d, void *c, int a, long b",
            ["parameter-order-changed f"])
        // Without names the types tell.
        try check("int, long", "long, int", ["parameter-order-changed f"])
    }

    @Test func noCompilerTellsThatTwoOfOneTypeChangedPlaces() throws {
        for (old, new) in [("int a, int b", "int b, int a"), ("int b, int a", "int a, int b")] {
            let found = try findings(old, new)
            #expect(found.brief == ["parameter-order-changed f"])
            #expect(found.allSatisfy { $0.advice != nil && $0.severity == .warning || $0.severity == .error })
        }
    }

    @Test func whatChangesItsTypeStaysWhatItIs() throws {
        try check("int a, long b", "long a, long b", ["parameter-type-changed f"])
        try check("int a, long b", "long a, int b", ["parameter-type-changed f"])
        try check(
            "int a, long b, int c", "int a, int c, void *b",
            [
                "parameter-type-changed f", "parameter-order-changed f",
            ])
        try check("int a, long b", "int x, long y", [])
        try check("int a, long b", "int a, long b, int c", ["parameter-count-changed f"])
        let moved = try #require(
            try findings("addr_t phys, long long bus, int n", "long long bus, addr_t phys, long n").first {
                $0.rule == .parameterTypeChanged
            })
        #expect(moved.names.contains("n") && !moved.names.contains("bus") && !moved.names.contains("phys"))
    }
}
