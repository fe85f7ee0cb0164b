import ABIModel
import Drift

/// The proof under a question: the layout, the prototypes or the calls, in lines that a mail can carry.
enum MailEvidence {
    private static let indent = "    "

    /// The lines; none where the sentence says it all.
    static func lines(_ finding: Finding, width: Int) -> [String] {
        if !finding.trace.isEmpty { return trace(finding, width: width) }
        if let columns = CaseColumns(finding) { return self.columns(columns, finding, width: width) }
        switch (finding.before, finding.after) {
        case (.record(let old)?, .record(let new)?) where old.members != new.members:
            return layout(old, new, from: finding.from.description, to: finding.to.description, width: width)
        case (.function(let old)?, .function(let new)?) where old.signature != new.signature:
            return prototype(finding.from.description, old, width)
                + prototype(finding.to.description, new, width)
        default:
            return finding.consequenceTexts.flatMap {
                TextWrap.lines("- \($0)", width: width, indent: indent, hanging: "  ")
            }
        }
    }

    private static func prototype(_ label: String, _ function: Function, _ width: Int) -> [String] {
        TextWrap.lines("\(label): \(function.signature);", width: width, indent: indent, hanging: "    ")
    }

    // MARK: Calls

    private static func trace(_ finding: Finding, width: Int) -> [String] {
        var lines =
            finding.setting.isEmpty
            ? [] : TextWrap.lines("Start: \(finding.setting)", width: width, indent: indent)
        let (from, to) = (finding.from.description, finding.to.description)
        let labels = ["both", from, to].map(\.count).max() ?? 0
        func side(_ label: String, _ outcome: String) -> [String] {
            TextWrap.lines(
                "\(label):\(String(repeating: " ", count: labels - label.count)) \(outcome)", width: width,
                indent: indent + "   ", hanging: String(repeating: " ", count: labels + 2))
        }
        for (number, step) in finding.trace.enumerated() {
            lines += TextWrap.lines(
                "\(number + 1). \(step.operation)", width: width, indent: indent, hanging: "   ")
            if step.before == step.after {
                lines += side("both", step.before.text)
            } else {
                lines += side(from, step.before.text) + side(to, step.after.text)
            }
        }
        return lines
    }

    // MARK: Cases

    /// The columns, or where they are too wide one side's step below the other's.
    private static func columns(_ columns: CaseColumns, _ finding: Finding, width: Int) -> [String] {
        let lines = columns.lines.map { indent + $0 }
        guard lines.contains(where: { $0.count > width }) else { return lines }
        let (from, to) = (finding.from.description, finding.to.description)
        let labels = max(from.count, to.count)
        func side(_ label: String, _ words: String) -> [String] {
            TextWrap.lines(
                "\(label):\(String(repeating: " ", count: labels - label.count)) \(words)", width: width,
                indent: indent + "   ", hanging: String(repeating: " ", count: labels + 2))
        }
        return finding.steps.enumerated().flatMap { number, step -> [String] in
            guard step.before != step.after else {
                return TextWrap.lines(
                    "\(number + 1). \(step.before)", width: width, indent: indent, hanging: "   ")
            }
            let sides = [(from, step.before), (to, step.after)].filter { !$0.1.isEmpty }
            return ["\(indent)\(number + 1)."] + sides.flatMap { side($0.0, $0.1) }
        }
    }

    // MARK: Layout

    private struct Row {
        var old: Member?
        var new: Member?

        var state: String {
            switch (old, new) {
            case (nil, _?): "new"
            case (_?, nil): "gone"
            case (let old?, let new?) where old.name != new.name: "was \(old.name)"
            case (let old?, let new?) where old.type != new.type || old.sizeBits != new.sizeBits: "changed"
            case (let old?, let new?) where old.offsetBits != new.offsetBits: "moved"
            default: ""
            }
        }
    }

    private static func layout(
        _ old: Record, _ new: Record, from: String, to: String, width: Int
    ) -> [String] {
        let rows = rows(old, new)
        let column = max(from.count, to.count, 6)
        func cell(_ text: String) -> String {
            String(repeating: " ", count: max(0, column - text.count)) + text
        }
        func place(_ member: Member?) -> String {
            guard let member else { return "-" }
            let bits = member.offsetBits % 8
            return "\(member.offsetBits / 8)" + (bits == 0 ? "" : ":\(bits)")
        }
        var lines = ["\(indent)byte offsets in \(new.typeName)"]
        lines.append("\(indent)\(cell(from)) \(cell(to))  member")
        var isGap = false
        for (index, row) in rows.enumerated() {
            // Neighbours show where a change stands; the rest of the record says nothing.
            let isNear = rows[max(0, index - 1)...min(rows.count - 1, index + 1)].contains {
                !$0.state.isEmpty
            }
            guard isNear else {
                if !isGap { lines.append("\(indent)\(cell("...")) \(cell("..."))") }
                isGap = true
                continue
            }
            isGap = false
            guard let member = row.new ?? row.old else { continue }
            let head = "\(indent)\(cell(place(row.old))) \(cell(place(row.new)))  "
            let tail = row.state.isEmpty ? "" : "  \(row.state)"
            let room = width - head.count - tail.count
            let bits = member.bitWidth.map { ":\($0)" } ?? ""
            let name = member.type.declaring(member.name) + bits
            lines.append(head + (name.count > room ? String(name.prefix(room - 1)) + "…" : name) + tail)
        }
        let sizes = [old, new].map { cell($0.sizeBytes.map(String.init) ?? "?") }
        lines.append("\(indent)\(sizes[0]) \(sizes[1])  sizeof")
        return lines
    }

    /// The members of both sides, in the new order; what is gone stands where it was.
    private static func rows(_ old: Record, _ new: Record) -> [Row] {
        let before = keyed(old.members)
        let after = keyed(new.members)
        var rows = after.map { entry in
            Row(old: before.first { $0.key == entry.key }?.member, new: entry.member)
        }
        var kept = Set(after.map(\.key))
        // One that is gone and one that is new, alike in all but the name, are one that was renamed.
        for entry in before where !kept.contains(entry.key) {
            let twin = rows.firstIndex { row in
                row.old == nil && row.new?.type == entry.member.type
                    && row.new?.offsetBits == entry.member.offsetBits
            }
            guard let twin else { continue }
            rows[twin].old = entry.member
            kept.insert(entry.key)
        }
        for (index, entry) in before.enumerated() where !kept.contains(entry.key) {
            let earlier = before[..<index].map(\.member)
            let anchor = rows.lastIndex { row in row.old.map(earlier.contains) ?? false }
            rows.insert(Row(old: entry.member, new: nil), at: anchor.map { $0 + 1 } ?? 0)
        }
        return rows
    }

    /// The members with what tells them apart: the name, or the place among those without one.
    private static func keyed(_ members: [Member]) -> [(key: String, member: Member)] {
        var unnamed = 0
        return members.map { member in
            guard member.name.isEmpty else { return (member.name, member) }
            unnamed += 1
            return ("#\(unnamed)", member)
        }
    }
}
