import Extraction
import ExtractionMessages
import Foundation
import LibClang

// The worker: one request a line on standard input, its response (`ResponseText`) on standard output.
// It is a process of its own so that a crash in libclang costs one unit, not the run.

if CommandLine.arguments.dropFirst().first == "--version" {
    print(LibClangVersion.text)
    print(LibClangVersion.path ?? "")
    exit(0)
}

let decoder = JSONDecoder()
var writer = ResponseWriter()

do {
    let extractor = try Extractor()
    while let line = readLine(strippingNewline: true) {
        let response: ExtractionResponse
        do {
            response = extractor.extract(try decoder.decode(ExtractionRequest.self, from: Data(line.utf8)))
        } catch {
            response = ExtractionResponse(id: -1, failure: "the request could not be read: \(error)")
        }
        FileHandle.standardOutput.write(Data(try writer.text(of: response)))
    }
} catch {
    FileHandle.standardError.write(Data("kdrift-extract: \(error)\n".utf8))
    exit(2)
}
