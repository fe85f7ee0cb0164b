import ExtractionMessages
import Foundation
import Synchronization

/// What whoever works on kdrift wants to see of a run.
///
/// `KDRIFT_LOG=1` tells on standard error what workers are asked and what the cache answers. `KDRIFT_KEEP=DIR` leaves
/// requests and responses in a directory, numbered in the order in which they come to an end.
struct RunLog: Sendable {
    /// The log that the environment asks for.
    static let standard = RunLog(environment: ProcessInfo.processInfo.environment)

    private let tells: Bool
    private let directory: String?
    private let count = Counter()

    private final class Counter: Sendable {
        let value = Atomic<Int>(0)
    }

    init(environment: [String: String]) {
        tells = environment["KDRIFT_LOG"].map { !$0.isEmpty && $0 != "0" } ?? false
        directory = environment["KDRIFT_KEEP"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Where texts for the workers are to be left; nil where they go with the run.
    var textDirectory: String? { directory.map { "\($0)/texts" } }

    /// Tells something, if anybody listens.
    func tell(_ text: @autoclosure () -> String) {
        guard tells else { return }
        FileHandle.standardError.write(Data("kdrift: log: \(text())\n".utf8))
    }

    /// Leaves a request and its response.
    ///
    /// - Parameter response: what the worker wrote; nil where it has not answered.
    func keep(_ request: ExtractionRequest, _ response: [UInt8]?) {
        guard let directory else { return }
        let number = count.value.wrappingAdd(1, ordering: .relaxed).newValue
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            try (JSONEncoder().encode(request) + Data("\n".utf8))
                .write(to: URL(fileURLWithPath: "\(directory)/\(number).request.json"))
            if let response {
                try Data(response).write(to: URL(fileURLWithPath: "\(directory)/\(number).response.json"))
            }
        } catch {
            tell("\(directory) cannot be written: \(error)")
        }
    }
}
