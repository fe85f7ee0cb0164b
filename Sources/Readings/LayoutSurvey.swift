import ABIModel
import ExtractionMessages
import Flavors
import Globs
import KernelTree
import Workers

/// Reads many headers of one tree under one flavor and gathers every type that they reach.
///
/// Most headers can be read together, in one unit that includes them all; those that cannot (some need
/// others before them, some are for another architecture, some exclude each other) are told by clang's
/// errors, taken out, and read on their own, then after the rest. Nothing that was read with an error in
/// it is counted.
public struct LayoutSurvey {
    /// What came of a survey.
    public struct Result: Sendable {
        /// The tree-relative headers that were asked for, sorted.
        public var headers: [String] = []
        /// Everything that the headers reach: enums and records, wherever they are declared.
        public var snapshot = Snapshot()
        /// Headers that clang cannot read in this tree under this flavor, with its first complaint.
        public var unread: [String: ExtractionResponse.Complaint] = [:]
        /// What of the flavor's headers could not be derived.
        public var notes: [String] = []
        /// The flavor's name.
        public var flavor = ""
    }

    private let root: String
    private let flavor: Flavor
    private let base: PatchedTree
    private let pool: ExtractionPool
    private let overlay: [String: String]
    private var result = Result()
    private var parts: [Snapshot] = []

    private static let unit = "kdrift-survey.c"
    /// What an `#error` before each header says: clang's errors come in order, so that the last mark tells
    /// which header an error belongs to, wherever it stands.
    private static let mark = "kdrift reads "

    /// Prepares a survey.
    ///
    /// - Parameters:
    ///   - options: the tree; of several architectures the first counts.
    ///   - headers: globs of tree-relative headers.
    /// - Throws: ``KernelTreeError`` or ``RunError`` for a tree that cannot be read.
    public init(_ options: TreeOptions, headers: [String], pool: ExtractionPool) throws {
        let input = try TreeInput(options)
        base = PatchedTree(base: input.tree)
        flavor = try input.flavors(of: base, pool: pool)[0]
        root = input.tree.root
        self.pool = pool
        overlay = flavor.virtualFiles.mapValues { String(decoding: $0, as: UTF8.self) }
        result.headers = Set(
            try headers.flatMap { try input.tree.files(matching: GlobPattern($0)) }
        ).filter { $0.hasSuffix(".h") }.sorted()
        result.notes = flavor.notes
        result.flavor = flavor.name
    }

    /// Reads all headers.
    public mutating func run() throws -> Result {
        var evicted: [String: ExtractionResponse.Complaint] = [:]
        let readable = try readTogether(result.headers, evicted: &evicted)
        let alone = evicted.keys.sorted()
        var last: [String] = []
        for (header, response) in zip(alone, try read(alone.map { [$0] })) where !keep(response) {
            last.append(header)
        }
        // What fails by itself may only want others before it, as its users have them.
        var unread: [String: ExtractionResponse.Complaint] = [:]
        _ = try readTogether(last, after: readable, evicted: &unread)
        result.unread = unread
        result.snapshot = Snapshot.merging(parts)
        return result
    }

    /// Reads headers in one unit; those that clang finds errors in are taken out until there are none.
    /// Gives back those that stayed.
    private mutating func readTogether(
        _ headers: [String], after before: [String] = [],
        evicted: inout [String: ExtractionResponse.Complaint]
    ) throws -> [String] {
        var headers = headers
        while !headers.isEmpty {
            let response = try read([before + headers], wantsStructure: false)[0]
            if Self.isClean(response) {
                return keep(try read([before + headers])[0]) ? headers : []
            }
            var bad = complaints(response)
            if bad.isEmpty {
                // Nothing says whose fault it is: none of them is taken for read.
                let words = response.failure ?? response.errors.first?.message ?? "clang gave no reason"
                for header in headers {
                    bad[header] = .init(site: SourceSite(file: header, line: 0), message: words)
                }
            }
            let stay = headers.filter { bad[$0] == nil }
            for header in headers { evicted[header] = bad[header] }
            headers = stay.count < headers.count ? stay : []
        }
        return []
    }

    /// The first error that each header of a unit brings, by the marks between them.
    private func complaints(_ response: ExtractionResponse) -> [String: ExtractionResponse.Complaint] {
        var header = ""
        var first: [String: ExtractionResponse.Complaint] = [:]
        for error in response.errors {
            if let mark = error.message.firstRange(of: Self.mark) {
                header = String(error.message[mark.upperBound...].prefix { $0 != "\"" })
            } else if first[header] == nil {
                first[header] = error
            }
        }
        first[""] = nil
        return first
    }

    /// Takes over what a unit declares, unless there was an error.
    private mutating func keep(_ response: ExtractionResponse) -> Bool {
        guard Self.isClean(response) else { return false }
        parts.append(Snapshot(enums: response.snapshot.enums, records: response.snapshot.records))
        return true
    }

    private static func isClean(_ response: ExtractionResponse) -> Bool {
        response.failure == nil && response.errors.allSatisfy { $0.message.contains(mark) }
    }

    private func read(_ units: [[String]], wantsStructure: Bool = true) throws -> [ExtractionResponse] {
        let arguments = try flavor.arguments(forUnit: Self.unit, in: base)
        return try pool.extract(
            units.map { headers in
                var overlay = overlay
                overlay[Self.unit] = headers.map { "#error \"\(Self.mark)\($0)\"\n#include \"\($0)\"\n" }
                    .joined()
                return ExtractionRequest(
                    root: root, mainFile: Self.unit, arguments: arguments, overlay: overlay,
                    scope: .layouts, evaluatesMacros: false, wantsStructure: wantsStructure,
                    skipsFunctionBodies: true)
            })
    }
}
