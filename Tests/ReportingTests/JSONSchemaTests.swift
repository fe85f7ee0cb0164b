import Foundation
import Reporting
import Testing

/// The schemas that `kdrift schema` prints; scripts/formats/check holds documents against them.
@Suite struct JSONSchemaTests {
    @Test(arguments: JSONSchema.allCases) func parsesAndNamesItsDocument(_ schema: JSONSchema) throws {
        let data = Data(schema.text.utf8)
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let properties = try #require(root["properties"] as? [String: [String: Any]])
        #expect(properties["schema"]?["const"] as? String == "kdrift-\(schema.rawValue)")
        #expect(properties["version"] != nil)
        // Every reference leads somewhere.
        let definitions = try #require(root["$defs"] as? [String: Any])
        for reference in schema.text.matches(of: /#\/\$defs\/([a-z]+)/) {
            #expect(definitions[String(reference.output.1)] != nil, "\(reference.output.0)")
        }
    }
}
