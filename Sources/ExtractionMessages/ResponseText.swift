import ABIModel

/// How a response is written: a line of JSON for all but the files and the declarations, a line with the list of
/// files, then a line for each declaration, then an empty line. A declaration's line begins with the number of its source line; the JSON after it has 0 there.
///
/// The states of a tree declare much the same, on other lines. So the JSON is made once for all that say the same
/// (``ResponseWriter``), and read once (``ResponseReader``); each text stays complete in itself.
enum ResponseText {
    /// The first line.
    struct Head: Codable {
        /// The response without its files and declarations.
        var response: ExtractionResponse
        var counts: Counts

        init(_ response: ExtractionResponse) {
            counts = Counts(response.snapshot)
            self.response = response
            self.response.includedFiles = []
            self.response.snapshot = Snapshot()
            self.response.snapshot.fidelity = response.snapshot.fidelity
        }
    }

    /// How many lines each list of a snapshot has, in the order in which they come.
    struct Counts: Codable {
        var enums: Int
        var records: Int
        var functions: Int
        var macros: Int
        var typedefs: Int
        var variables: Int

        init(_ snapshot: Snapshot) {
            enums = snapshot.enums.count
            records = snapshot.records.count
            functions = snapshot.functions.count
            macros = snapshot.macros.count
            typedefs = snapshot.typedefs.count
            variables = snapshot.variables.count
        }
    }
}

/// What stands at a place of a file.
protocol Placed: Codable, Hashable, Sendable {
    var site: SourceSite { get set }
}

extension Enumeration: Placed {}
extension Record: Placed {}
extension Function: Placed {}
extension Macro: Placed {}
extension Typedef: Placed {}
extension Variable: Placed {}
