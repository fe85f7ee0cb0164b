import ABIModel
import Drift
import Flavors
import Foundation
import KernelTree
import Readings
import Reporting
import Workers

/// Finds what a tree declares of a name.
public struct ShowSession {
    /// A declaration in a flavor.
    public struct Entry: Hashable, Sendable {
        /// What is declared.
        public var declaration: Declaration
        /// The flavors that declare it in this form, the main one first.
        public var flavors: [String]
        /// Where it stands.
        public var site: SourceSite
        /// The records that a record may have as members, for drawing it.
        public var records: [Record]
        /// The size of a pointer, in bytes.
        public var pointerBytes: Int
    }

    private let symbol: String
    private let tree: TreeOptions
    private let files: [String]
    private let compilerArguments: [String]
    private let pool: ExtractionPool
    private let note: @Sendable (String) -> Void

    /// Makes a session.
    ///
    /// - Parameters:
    ///   - symbol: a name or glob, with or without `struct`, `union`, `enum`.
    ///   - tree: the tree, directory or file.
    ///   - files: globs of files to look in; empty for wherever the name is said.
    ///   - compilerArguments: arguments for clang, for text that is no kernel tree.
    ///   - pool: the worker processes.
    ///   - note: told why an option that decides what is declared is not looked at from its other side.
    public init(
        symbol: String, tree: TreeOptions, files: [String] = [], compilerArguments: [String] = [],
        pool: ExtractionPool, note: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.symbol = symbol
        self.tree = tree
        self.files = files
        self.compilerArguments = compilerArguments
        self.pool = pool
        self.note = note
    }

    /// The declarations, by place; definitions of records before mere mentions.
    ///
    /// - Throws: ``RunError`` where nothing of the name is declared.
    public func run() throws -> [Entry] {
        let side = try TextSide(
            tree, compilerArguments: compilerArguments, trace: pool.trace)
        let choice = FileChoice(files: files, symbols: [symbol])
        let given = try side.flavors(pool: pool)
        var tried: [Unknown] = []
        for candidates in try candidates(side, choice) where !candidates.isEmpty {
            let plan = try FlavorPlan(given, headersOf: try headersOf(side, candidates))
            let reading = try SideReading(
                side, label: nil, plan: plan, files: candidates, wantsMemberRecords: true, pool: pool)
            let found = entries(in: reading.revision, of: Set(candidates), plan)
            let shown = try found.isEmpty ? throughUsers(side, given, candidates, reading) : found
            if !shown.isEmpty {
                plan.leftOut.forEach(note)
                return shown
            }
            tried += reading.unknown
        }
        let reason = tried.first.map { entry in
            "; \(entry.site?.file ?? Phrasing.text(entry.what)) could not be read whole: "
                + Phrasing.text(entry.reason)
        }
        throw RunError(
            message: "nothing that was read declares `\(symbol)`\(reason ?? "")",
            hint: NearIdentifiers(of: side.tree).question(for: symbol)
                ?? (files.isEmpty
                    ? "name the file that declares it with --file" : "leave --file out to look everywhere"))
    }

    /// The declarations in headers that cannot be read by themselves, as a C file that includes them has them.
    private func throughUsers(
        _ side: TextSide, _ flavors: [Flavor], _ files: [String], _ reading: SideReading
    ) throws -> [Entry] {
        let users = IncludedReading(side, flavors: flavors, pool: pool)
        let plan = try FlavorPlan(flavors, headersOf: [:])
        for header in files where header.hasSuffix(".h") && reading.couldNotRead(header) {
            var found: [Entry] = []
            _ = try users.snapshots(of: header) { views in
                found = entries(
                    in: RevisionSnapshot(label: .revision(""), flavors: views), of: [header], plan)
                return !found.isEmpty
            }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Lists of files to look in, one after the other until one declares the name.
    private func candidates(_ side: TextSide, _ choice: FileChoice) throws -> [[String]] {
        if let file = side.file { return [[file]] }
        if !files.isEmpty { return [try choice.named(in: side.tree)] }
        guard let search = DeclarationSearch(symbol) else { return [try choice.mentioning(in: side.tree)] }
        return try search.candidates(in: side.tree)
    }

    private func headersOf(_ side: TextSide, _ files: [String]) throws -> [String: Set<String>] {
        guard !side.isPlain else { return [:] }
        let word = SymbolFilter.withoutKeyword(symbol)
        var result: [String: Set<String>] = [:]
        for file in files where file.hasSuffix(".h") {
            guard let text = try side.tree.contents(of: file) else { continue }
            for option in ConfigurationGuards.options(guarding: word, in: text) {
                result[option, default: []].insert(file)
            }
        }
        return result
    }

    private func entries(
        in revision: RevisionSnapshot, of files: Set<String>, _ plan: FlavorPlan
    ) -> [Entry] {
        let filter = SymbolFilter(patterns: [symbol])
        var order: [Declaration] = []
        var entries: [Declaration: Entry] = [:]
        var records: [Record] = []
        var pointerBytes = 8
        func add(_ declaration: Declaration, _ name: String, _ site: SourceSite, _ flavor: String) {
            guard filter.matches(name) else { return }
            if entries[declaration] == nil {
                order.append(declaration)
                entries[declaration] = Entry(
                    declaration: declaration, flavors: [], site: site, records: records,
                    pointerBytes: pointerBytes)
            }
            entries[declaration]?.flavors.append(flavor)
        }
        for view in revision.flavors {
            let snapshot = view.snapshot
            // A part is drawn with its whole.
            records = snapshot.records.filter { !$0.isPart }
            let unreadable = Set(snapshot.fidelity.map { [$0.what, $0.site.file] })
            let architecture = plan.flavors.first { $0.name == view.flavor }?.architecture
            pointerBytes = architecture?.pointerBytes ?? 8
            for value in snapshot.records
            where !value.isForwardDeclaration && !value.isPart && files.contains(value.site.file)
                && !unreadable.contains([value.name, value.site.file])
            {
                add(.record(value), value.typeName, value.site, view.flavor)
            }
            for value in snapshot.enums {
                add(.enumeration(value), "enum \(value.name)", value.site, view.flavor)
                let isConstant = value.constants.contains { filter.matches($0.name) }
                if isConstant, !filter.matches("enum \(value.name)") {
                    add(.enumeration(value), symbol, value.site, view.flavor)
                }
            }
            for value in snapshot.functions { add(.function(value), value.name, value.site, view.flavor) }
            for value in snapshot.macros { add(.macro(value), value.name, value.site, view.flavor) }
            for value in snapshot.typedefs { add(.typedef(value), value.name, value.site, view.flavor) }
            for value in snapshot.variables { add(.variable(value), value.name, value.site, view.flavor) }
        }
        return Self.withoutRepetition(order.compactMap { entries[$0] })
    }

    /// Headers first; a definition whose prototype a header has says nothing that the prototype does not.
    private static func withoutRepetition(_ entries: [Entry]) -> [Entry] {
        let headers = entries.filter { $0.site.file.hasSuffix(".h") }
        let units = entries.filter { entry in
            guard !entry.site.file.hasSuffix(".h") else { return false }
            guard case .function(let function) = entry.declaration, function.linkage == .external else {
                return true
            }
            return !headers.contains { header in
                guard case .function(let other) = header.declaration else { return false }
                return other.name == function.name && other.callType == function.callType
                    && other.linkage == .external
            }
        }
        return headers + units
    }
}
