import ABIModel
import ExtractionMessages
import Synchronization

/// Makes responses that say the same share the memory for it.
///
/// A record that embeds what is compared comes back from every unit that includes it: of a thousand headers
/// twenty of twenty-one records are copies.
final class SharedDeclarations: Sendable {
    private struct Known {
        var records: Set<Record> = []
        var functions: Set<Function> = []
        var macros: Set<Macro> = []
        var enums: Set<Enumeration> = []
        var files: Set<String> = []
    }

    private let known = Mutex(Known())

    /// The same response, with everything in it that was seen before in the memory where it is.
    func sharing(_ response: ExtractionResponse) -> ExtractionResponse {
        var response = response
        known.withLock { known in
            Self.share(&response.snapshot.records, &known.records)
            Self.share(&response.snapshot.functions, &known.functions)
            Self.share(&response.snapshot.macros, &known.macros)
            Self.share(&response.snapshot.enums, &known.enums)
            Self.share(&response.includedFiles, &known.files)
        }
        return response
    }

    private static func share<Value: Hashable>(_ values: inout [Value], _ known: inout Set<Value>) {
        for index in values.indices { values[index] = known.insert(values[index]).memberAfterInsert }
    }
}
