import ABIModel
import Drift

/// A finding as the page shows it.
struct FindingView {
    var id: String
    var severity: String
    var rule: String
    var ruleTitle: String
    var symbol: String
    var step: String
    /// The message as HTML.
    var message: String
    /// `v7 1`; "" where no patch is known.
    var patchKey: String
    var patch: String?
    var messageID: String?
    var site: String?
    var flavors: String?
    var consequences: [String]
    var advice: String?
    var trace: TraceView?
    /// Both forms as one marked-up listing, in HTML.
    var listing: String?
    var listingTitle: String
    /// Why the rule matters, as HTML.
    var why: String
    var axes: String
    var fingerprint: String
    /// What reviewers said of the declaration, and how many more said something.
    var said: [ThreadView.Said]
    var saidRest: Int
    /// The finding above where just this is told; nil where there is none.
    var saidAbove: String?
    var hasMoreSaid: Bool { saidRest > 0 }

    init(_ finding: Finding, id: String, thread: ThreadView, in report: DriftReport) {
        (said, saidRest) = thread.said(of: finding, in: report)
        self.id = id
        severity = finding.gravity
        rule = finding.rule.name
        ruleTitle = finding.rule.definition.title
        symbol = finding.symbol
        step = "\(finding.from) \u{2192} \(finding.to)"
        message = InlineCode.html(finding.sentence)
        patchKey = finding.patch.map { "\($0.revision) \($0.number)" } ?? ""
        patch = finding.patch.map { "\($0.revision) \($0.number): \($0.title)" }
        messageID = finding.patch.flatMap { $0.messageID.isEmpty ? nil : $0.messageID }
        site = finding.site.map(\.description)
        flavors = finding.flavors.isEmpty ? nil : finding.flavors.joined(separator: "; ")
        consequences = finding.consequenceTexts.map(InlineCode.html)
        advice = finding.adviceText
        trace = TraceView(finding, glossary: report.glossary)
        listing = Self.listing(finding)
        let columns = CaseColumns(finding)
        listing = columns.map { Self.html($0.lines) } ?? listing
        listingTitle =
            columns != nil
            ? "What both sides do in this case" : "\(finding.from) (\u{2212}) and \(finding.to) (+)"
        why = InlineCode.html(InlineCode.firstSentence(finding.rule.definition.rationale))
        axes = "\(finding.surface.rawValue), \(finding.compatibility.rawValue), \(finding.evidence.rawValue)"
        fingerprint = finding.fingerprint
    }

    // MARK: Listings

    private static func listing(_ finding: Finding) -> String? {
        if case .record(let old)? = finding.before, case .record(let new)? = finding.after {
            guard old.members != new.members else { return nil }
            return html(near(PaholePrinter().lines(from: old, to: new)))
        }
        let old = finding.before.map(lines) ?? []
        let new = finding.after.map(lines) ?? []
        guard old != new, finding.trace.isEmpty else { return nil }
        let gone = old.filter { !new.contains($0) }.map { "- \($0)" }
        let kept = new.map { old.contains($0) ? "  \($0)" : "+ \($0)" }
        return html(near(gone + kept))
    }

    private static func lines(_ declaration: Declaration) -> [String] {
        switch declaration {
        case .enumeration(let value): value.constants.map { "\($0.name) = \($0.value)" }
        case .record(let value): PaholePrinter().lines(value)
        case .function(let value): ["\(value.signature);"]
        case .macro(let value): [DeclarationPrinter.draw(value)]
        case .typedef(let value): ["typedef \(value.type.declaring(value.name));"]
        case .variable(let value): ["\(value.type.declaring(value.name));"]
        case .text(let value): value.sentence.split(separator: "\n").map(String.init)
        }
    }

    /// The marked lines and two on each side.
    private static func near(_ lines: [String]) -> [String] {
        guard lines.count > 8 else { return lines }
        let marked = lines.indices.filter { !lines[$0].hasPrefix("  ") }
        guard !marked.isEmpty else { return Array(lines.prefix(8)) + ["  \u{2026}"] }
        var result: [String] = []
        var isGap = false
        for index in lines.indices {
            if marked.contains(where: { abs($0 - index) <= 2 }) || index == 0 {
                result.append(lines[index])
                isGap = false
            } else if !isGap {
                result.append("  \u{2026}")
                isGap = true
            }
        }
        return result
    }

    private static func html(_ lines: [String]) -> String {
        lines.map { line in
            let text = SVGText.escaped(line.replacing("\t", with: "    "))
            switch line.first {
            case "+": return "<ins>\(text)</ins>"
            case "-": return "<del>\(text)</del>"
            case "!": return "<mark>\(text)</mark>"
            default: return text
            }
        }.joined(separator: "\n")
    }
}
