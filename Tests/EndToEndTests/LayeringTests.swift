import Foundation
import Testing

/// Law 8: who may know whom. The table of `Documentation/Design.md`, the package description and the
/// `import` lines say the same.
@Suite struct LayeringTests {
    private let package: PackageDescription

    init() throws { package = try Self.description.get() }

    private static let description = Result { try PackageDescription.ofThisPackage() }

    /// The modules that a file imports.
    private func imports(_ target: PackageDescription.Target, _ source: String) throws -> [String] {
        let path = "\(target.path)/\(source)"
        let file =
            path.hasPrefix("/")
            ? URL(fileURLWithPath: path) : EmbeddedReview.root.appendingPathComponent(path)
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            var words = line.split(separator: " ")[...]
            while let first = words.first, first.hasPrefix("@") || Self.access.contains(first) {
                words.removeFirst()
            }
            guard words.popFirst() == "import" else { return nil }
            if let kind = words.first, Self.kinds.contains(kind) { words.removeFirst() }
            return words.first.map { String($0.prefix { $0 != "." && $0 != ";" }) }
        }
    }

    private static let access: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
    ]

    /// Module → what it knows, from the table of the design page.
    private func table() throws -> [String: Set<String>] {
        let page = EmbeddedReview.root.appendingPathComponent("Documentation/Design.md")
        var result: [String: Set<String>] = [:]
        for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard line.hasPrefix("| `"), cells.count == 3 else { continue }
            func names(_ cell: String) -> [String] {
                cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                    .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            }
            if let module = names(cells[0]).first { result[module] = Set(names(cells[2])) }
        }
        return result
    }

    @Test func thePackageIsAsTheDesignPageSays() throws {
        let table = try table()
        #expect(Set(table.keys) == Set(package.modules.keys))
        for (name, target) in package.modules {
            #expect(Set(target.dependencies) == table[name], "\(name)")
        }
    }

    @Test func thereAreNoCycles() {
        for name in package.modules.keys {
            #expect(!package.closure(of: name).contains(name), "\(name) depends on itself")
        }
    }

    @Test func importsAreDeclared() throws {
        let modules = Set(package.modules.keys)
        for target in package.targets {
            // A test may also look at what its subject is made of.
            var declared = Set(target.dependencies)
            if target.type == "test" {
                for subject in target.dependencies { declared.formUnion(package.closure(of: subject)) }
            }
            for source in target.sources {
                for module in try imports(target, source) where modules.contains(module) {
                    #expect(
                        declared.contains(module) || module == target.name,
                        "\(target.path)/\(source) imports \(module), which \(target.name) does not declare")
                }
            }
        }
    }

    @Test(arguments: [("CLibclang", "LibClang"), ("CZ3", "Z3")])
    func onlyOneModuleImportsForeignC(foreign: String, wrapper: String) throws {
        var importers: Set<String> = []
        for target in package.targets {
            for source in target.sources where try imports(target, source).contains(foreign) {
                importers.insert(target.name)
            }
        }
        #expect(importers == [wrapper])
        #expect(Set(package.targets.filter { $0.dependencies.contains(foreign) }.map(\.name)) == [wrapper])
    }

    @Test(arguments: [
        "Drift", "Reporting", "ReferenceModels", "ABIModel", "CProgram", "Sessions", "Solving", "kdrift",
    ])
    func neverSeesForeignC(module: String) {
        let seen = package.closure(of: module)
        #expect(
            seen.isDisjoint(with: ["LibClang", "CLibclang", "Extraction", "Z3", "CZ3"]),
            "\(module) sees \(seen.sorted())")
    }

    /// What is compared and reported knows nothing of mail and git.
    @Test func factsKnowNoSources() {
        for module in ["ABIModel", "CProgram", "Drift", "Reporting", "ReferenceModels", "Extraction"] {
            #expect(package.closure(of: module).isDisjoint(with: ["PatchSeries", "KernelTree", "Workers"]))
        }
    }

    /// What mails say can be looked at without clang, processes and a cache.
    @Test func theThreadNeedsNoWorkers() {
        #expect(
            package.closure(of: "ReviewThread").isDisjoint(with: [
                "Workers", "Readings", "ExtractionMessages",
            ]))
    }

    /// What the programs run is in modules that other programs and tests can reach.
    @Test func nothingDependsOnThePrograms() {
        for target in package.targets where target.type != "test" {
            #expect(
                Set(target.dependencies).isDisjoint(with: ["kdrift", "kdrift-extract", "kdrift-solve"]),
                "\(target.name)")
        }
    }
}
