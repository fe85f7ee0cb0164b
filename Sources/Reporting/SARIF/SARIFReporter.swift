import ABIModel
import Drift

/// SARIF 2.1.0 for code scanning and editors: every finding a result with a physical location, the catalogue as
/// rules with help, suppressed findings with their justification, traces as code flows, what is unknown as
/// notifications of the run.
public struct SARIFReporter: Reporter {
    private static let treeBase = "SRCROOT"

    /// Makes a reporter.
    public init() {}

    /// The whole report.
    public func render(_ report: DriftReport) -> String {
        let rules = RuleCatalog.all
        var ruleIndex: [RuleID: Int] = [:]
        for (index, rule) in rules.enumerated() { ruleIndex[RuleID(rule)] = index }
        let results =
            report.findings.filter { !$0.standsInCoverage }.map { result($0, report, ruleIndex) }
            + report.suppressed.map { entry in
                var result = result(entry.finding, report, ruleIndex)
                result.suppressions = [.init(justification: entry.reason.sentence)]
                return result
            }
        let run = SARIFDocument.Run(
            tool: .init(
                driver: .init(
                    version: report.toolVersion,
                    fullName: "kdrift \(report.toolVersion) with \(report.libclangVersion)",
                    rules: rules.map(describe))),
            invocations: [
                .init(
                    toolExecutionNotifications: report.coverage.unknown.map { entry in
                        .init(
                            message: .init(text: "unknown: \(entry.whatText): \(entry.reason.sentence)"),
                            locations: entry.site.map { [location($0)] } ?? [])
                    })
            ],
            automationDetails: .init(id: "kdrift/\(report.command)"),
            originalUriBaseIds: [
                Self.treeBase: .init(description: .init(text: "The root of the kernel tree."))
            ],
            results: results)
        return JSONText.encode(SARIFDocument(runs: [run]))
    }

    private func describe(_ rule: any Rule.Type) -> SARIFDocument.Rule {
        let example = rule.example
        let name = rule.id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        return SARIFDocument.Rule(
            id: rule.id, name: name, shortDescription: .init(text: rule.title),
            fullDescription: .init(text: rule.rationale),
            help: .init(
                text: "\(rule.rationale)\n\nBefore:\n\(example.before)\n\nAfter:\n\(example.after)",
                markdown:
                    "\(rule.rationale)\n\nBefore (`\(example.path)`):\n\n```c\n\(example.before)\n```\n\n"
                    + "After:\n\n```c\n\(example.after)\n```"),
            defaultConfiguration: .init(level: rule.severity.rawValue))
    }

    private func result(
        _ finding: Finding, _ report: DriftReport, _ ruleIndex: [RuleID: Int]
    ) -> SARIFDocument.Result {
        var text = "\(finding.from) → \(finding.to): \(finding.sentence)"
        text += finding.consequenceTexts.map { "\nSo: \($0)" }.joined()
        if let advice = finding.adviceText { text += "\nAdvice: \(advice)" }
        return SARIFDocument.Result(
            ruleId: finding.rule.name, ruleIndex: ruleIndex[finding.rule],
            kind: finding.verdict == .unknown ? "open" : "fail",
            level: finding.verdict == .unknown ? "none" : finding.severity.rawValue,
            message: .init(text: text), locations: [place(of: finding, report)],
            partialFingerprints: finding.fingerprint.isEmpty ? nil : ["kdrift/v1": finding.fingerprint],
            codeFlows: codeFlows(finding, report),
            properties: .init(
                symbol: finding.symbol, from: finding.from.description, to: finding.to.description,
                verdict: finding.verdict.rawValue,
                surface: finding.surface.rawValue, compatibility: finding.compatibility.rawValue,
                evidence: finding.evidence.rawValue, flavors: finding.flavors,
                patch: finding.patch.map { "\($0.revision) \($0.number): \($0.title)" },
                messageID: finding.patch.flatMap { $0.messageID.isEmpty ? nil : $0.messageID }))
    }

    /// One flow a side: the same calls, and how each of them ends there.
    private func codeFlows(_ finding: Finding, _ report: DriftReport) -> [SARIFDocument.CodeFlow]? {
        guard finding.steps.isEmpty else { return sides(finding, report) }
        guard !finding.trace.isEmpty else { return nil }
        func flow(_ label: Label, _ end: (TraceStep) -> TraceStep.End) -> SARIFDocument.CodeFlow {
            let steps = finding.trace.enumerated().map { number, step in
                var location = place(of: finding, report)
                location.message = .init(text: "\(step.operation): \(end(step).text)")
                return SARIFDocument.CodeFlow.Step(
                    location: location, executionOrder: number + 1,
                    importance: step.before == step.after ? "important" : "essential")
            }
            return .init(message: .init(text: label.description), threadFlows: [.init(locations: steps)])
        }
        return [flow(finding.from, \.before), flow(finding.to, \.after)]
    }

    /// One flow a side of a case in which both bodies of a function were run.
    private func sides(_ finding: Finding, _ report: DriftReport) -> [SARIFDocument.CodeFlow] {
        func flow(_ label: Label, _ words: (CaseStep) -> String) -> SARIFDocument.CodeFlow {
            let own = finding.steps.filter { !words($0).isEmpty }
            let steps = own.enumerated().map { number, step in
                var location = place(of: finding, report)
                location.message = .init(text: words(step))
                return SARIFDocument.CodeFlow.Step(
                    location: location, executionOrder: number + 1,
                    importance: step.before == step.after ? "important" : "essential")
            }
            return .init(message: .init(text: label.description), threadFlows: [.init(locations: steps)])
        }
        return [flow(finding.from, \.before), flow(finding.to, \.after)]
    }

    /// Where the finding stands; one without a place in the tree stands at the input it was found in.
    private func place(of finding: Finding, _ report: DriftReport) -> SARIFDocument.Location {
        var result: SARIFDocument.Location
        if let site = finding.site {
            result = location(site)
        } else {
            let input = report.inputs.first ?? report.title
            result = .init(physicalLocation: .init(artifactLocation: .init(uri: Self.uri(input))))
        }
        result.logicalLocations = [.init(fullyQualifiedName: finding.symbol)]
        return result
    }

    private func location(_ site: SourceSite) -> SARIFDocument.Location {
        .init(
            physicalLocation: .init(
                artifactLocation: .init(uri: Self.uri(site.file), uriBaseId: Self.treeBase),
                region: site.line > 0 ? .init(startLine: site.line) : nil))
    }

    /// A relative path as a URI reference (RFC 3986): everything but unreserved characters and `/` in
    /// percent digits.
    private static func uri(_ path: String) -> String {
        path.utf8.map { byte -> String in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
                return String(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                return "%" + (digits.count == 1 ? "0" + digits : digits)
            }
        }.joined()
    }
}
