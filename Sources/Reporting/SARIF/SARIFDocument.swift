/// The part of SARIF 2.1.0 (OASIS standard, errata 01) that a report needs; section numbers are the standard's.
struct SARIFDocument: Encodable {
    var schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    var version = "2.1.0"
    var runs: [Run]

    private enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    /// 3.11
    struct Message: Encodable { var text: String }

    /// 3.14
    struct Run: Encodable {
        var tool: Tool
        var invocations: [Invocation]
        var automationDetails: AutomationDetails
        /// The tree's place is not said, so that a report is the same wherever it is made (3.14.14 allows it).
        var originalUriBaseIds: [String: ArtifactLocation]
        var columnKind = "unicodeCodePoints"
        var results: [Result]
    }

    /// 3.17
    struct AutomationDetails: Encodable { var id: String }

    /// 3.18
    struct Tool: Encodable {
        struct Driver: Encodable {
            var name = "kdrift"
            var version: String
            var fullName: String
            var rules: [Rule]
        }

        var driver: Driver
    }

    /// 3.49
    struct Rule: Encodable {
        struct Help: Encodable {
            var text: String
            var markdown: String
        }

        struct Configuration: Encodable { var level: String }

        var id: String
        var name: String
        var shortDescription: Message
        var fullDescription: Message
        var help: Help
        var defaultConfiguration: Configuration
    }

    /// 3.20
    struct Invocation: Encodable {
        var executionSuccessful = true
        var toolExecutionNotifications: [Notification]
    }

    /// 3.58
    struct Notification: Encodable {
        var level = "warning"
        var message: Message
        var locations: [Location]
    }

    /// 3.4
    struct ArtifactLocation: Encodable {
        var uri: String?
        var uriBaseId: String?
        var description: Message?
    }

    /// 3.28
    struct Location: Encodable {
        struct Physical: Encodable {
            var artifactLocation: ArtifactLocation
            var region: Region?
        }

        struct Region: Encodable { var startLine: Int }

        struct Logical: Encodable { var fullyQualifiedName: String }

        var physicalLocation: Physical
        var logicalLocations: [Logical]?
        var message: Message?
    }

    /// 3.27
    struct Result: Encodable {
        var ruleId: String
        var ruleIndex: Int?
        /// `fail`, or `open` for what could not be told (3.27.9), which has no level.
        var kind: String
        var level: String
        var message: Message
        var locations: [Location]
        var partialFingerprints: [String: String]?
        var codeFlows: [CodeFlow]?
        var suppressions: [Suppression]?
        var properties: Properties
    }

    /// 3.36: one way through the code.
    struct CodeFlow: Encodable {
        struct Thread: Encodable { var locations: [Step] }

        struct Step: Encodable {
            var location: Location
            var executionOrder: Int
            var importance: String
        }

        var message: Message
        var threadFlows: [Thread]
    }

    /// 3.35
    struct Suppression: Encodable {
        var kind = "external"
        var status = "accepted"
        var justification: String
    }

    /// What only this tool knows of a result (3.8).
    struct Properties: Encodable {
        var symbol: String
        var from: String
        var to: String
        var verdict: String
        var surface: String
        var compatibility: String
        var evidence: String
        var flavors: [String]
        var patch: String?
        var messageID: String?
    }
}
