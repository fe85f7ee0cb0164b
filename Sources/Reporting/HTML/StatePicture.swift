import ReferenceModels

/// A state machine from top to bottom: a box a state, with what is refused in it, lines for what leads on and back.
/// The calls of a counterexample are lit and numbered.
struct StatePicture {
    private static let boxWidth = 172
    private static let gapX = 16
    private static let gapY = 58
    private static let lineHeight = 17
    private static let headHeight = 26

    let diagram: StateDiagram
    /// The indices of the transitions that are lit, in the order they are taken.
    let lit: [Int]
    /// Tells the arrow heads of this picture from those of others on the page.
    let id: String

    private struct Box {
        var layer = 0
        var column = 0
        var columns = 1
        var x = 0
        var y = 0
        var width = 0
        var height = 0
        /// The calls that are told inside.
        var inside: [Int] = []
    }

    /// The picture.
    var svg: String {
        let boxes = place()
        let width = (boxes.map { $0.x + $0.width }.max() ?? 0) + 36
        let height = (boxes.map { $0.y + $0.height }.max() ?? 0) + 4
        var parts = [
            "<defs>" + arrow("a", "head") + arrow("l", "head lit") + "</defs>"
        ]
        for (index, transition) in diagram.transitions.enumerated()
        where !boxes[transition.from].inside.contains(index) {
            parts += draw(index, boxes)
        }
        for index in diagram.states.indices { parts += draw(state: index, boxes[index]) }
        return SVGText.picture(
            width: width, height: height,
            label: "State machine of \(diagram.revisions.joined(separator: ", "))", parts)
    }

    private func arrow(_ name: String, _ style: String) -> String {
        "<marker id=\"\(id)\(name)\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"10\" markerHeight=\"10\" markerUnits=\"userSpaceOnUse\" "
            + "orient=\"auto\"><path class=\"\(style)\" d=\"M0 0 8 4 0 8Z\"/></marker>"
    }

    // MARK: Placing

    /// A state stands in the layer after the one it is first reached from, below it; a box is as wide as all that
    /// hangs from it.
    private func place() -> [Box] {
        var boxes = [Box](repeating: Box(), count: diagram.states.count)
        var parents = [Int?](repeating: nil, count: boxes.count)
        var isSeen = [Bool](repeating: false, count: boxes.count)
        if !isSeen.isEmpty { isSeen[0] = true }
        var queue = boxes.isEmpty ? [] : [0]
        while !queue.isEmpty {
            let state = queue.removeFirst()
            for transition in diagram.transitions where transition.from == state && !isSeen[transition.to] {
                isSeen[transition.to] = true
                parents[transition.to] = state
                boxes[transition.to].layer = boxes[state].layer + 1
                queue.append(transition.to)
            }
        }
        var nextColumn = 0
        func lay(_ state: Int) {
            let children = boxes.indices.filter { parents[$0] == state }
            boxes[state].column = nextColumn
            if children.isEmpty {
                nextColumn += 1
            } else {
                children.forEach(lay)
            }
            boxes[state].columns = max(1, nextColumn - boxes[state].column)
        }
        if !boxes.isEmpty { lay(0) }
        for (index, transition) in diagram.transitions.enumerated() {
            let (from, to) = (boxes[transition.from], boxes[transition.to])
            let isParent =
                parents[transition.to] == transition.from || parents[transition.from] == transition.to
            if transition.from == transition.to || !isParent || abs(from.layer - to.layer) != 1 {
                boxes[transition.from].inside.append(index)
            }
        }
        var y = 4
        for layer in 0...(boxes.map(\.layer).max() ?? 0) {
            let members = boxes.indices.filter { boxes[$0].layer == layer }
            for index in members {
                boxes[index].x = 4 + boxes[index].column * (Self.boxWidth + Self.gapX)
                boxes[index].y = y
                boxes[index].width =
                    boxes[index].columns * (Self.boxWidth + Self.gapX) - Self.gapX
                boxes[index].height = Self.headHeight + boxes[index].inside.count * Self.lineHeight + 6
            }
            y += (members.map { boxes[$0].height }.max() ?? 0) + Self.gapY
        }
        return boxes
    }

    // MARK: Drawing

    private func draw(state index: Int, _ box: Box) -> [String] {
        let isLit = lit.contains {
            diagram.transitions[$0].from == index || diagram.transitions[$0].to == index
        }
        let state = diagram.states[index]
        var parts = [
            SVGText.rect(box.x, box.y, box.width, box.height, isLit ? "state lit" : "state", radius: 6),
            SVGText.text(box.x + 9, box.y + 18, "label", state.name),
            SVGText.text(
                box.x + box.width - 9, box.y + 18, "detail", state.details.joined(separator: " "),
                anchor: "end"),
        ]
        for (line, transition) in box.inside.enumerated() {
            let y = box.y + Self.headHeight + line * Self.lineHeight
            parts += drawInside(transition, box, y)
        }
        return parts
    }

    /// A call that leads nowhere else: told in the box, with a loop beside it where it is lit.
    private func drawInside(_ index: Int, _ box: Box, _ y: Int) -> [String] {
        let transition = diagram.transitions[index]
        let target = transition.to == transition.from ? "" : " \u{2192} \(diagram.states[transition.to].name)"
        let sign =
            transition.ending == .refused ? "\u{2717} " : transition.ending == .warned ? "! " : "\u{21ba} "
        let words = "\(sign)\(transition.operation): \(transition.outcome)\(target)"
        let steps = numbers(of: index)
        guard !steps.isEmpty else {
            return [
                SVGText.text(box.x + 9, y + 12, "call \(transition.ending.rawValue)", SVGText.cut(words, 24))
            ]
        }
        let right = box.x + box.width
        return [
            SVGText.rect(box.x + 4, y, box.width - 8, Self.lineHeight - 1, "glow", radius: 3),
            SVGText.text(box.x + 9, y + 12, "call lit", SVGText.cut(words, 24)),
            SVGText.path(
                "M\(right) \(y + 12)C\(right + 42) \(y + 30) \(right + 42) \(y - 16) \(right + 2) \(y + 2)",
                "edge lit", marker: "\(id)l"),
        ] + badge(right - 16, y + 8, steps)
    }

    /// A call that leads to the box below, or back to the one above.
    private func draw(_ index: Int, _ boxes: [Box]) -> [String] {
        let transition = diagram.transitions[index]
        let (from, to) = (boxes[transition.from], boxes[transition.to])
        let isDown = from.layer < to.layer
        let (upper, lower) = isDown ? (from, to) : (to, from)
        let siblings = diagram.transitions.indices.filter {
            diagram.transitions[$0].from == transition.from && diagram.transitions[$0].to == transition.to
        }
        // Several calls that lead the same way are words at one line.
        let position = siblings.firstIndex(of: index) ?? 0
        let middle = lower.x + Self.boxWidth / 2
        let x = isDown ? middle - 8 : middle + 8
        let (top, bottom) = (upper.y + upper.height, lower.y)
        let isLit = lit.contains { siblings.contains($0) }
        let steps = numbers(of: index)
        var parts: [String] = []
        if position == 0 {
            let ends = isDown ? (top, bottom - 1) : (bottom, top + 1)
            parts.append(
                SVGText.path(
                    "M\(x) \(ends.0)V\(ends.1)", isLit ? "edge lit" : "edge", marker: id + (isLit ? "l" : "a")
                ))
        }
        let y = top + 24 + position * 14
        let outcome =
            transition.outcome == "\u{2013}" || transition.outcome == "0" ? "" : ": \(transition.outcome)"
        let words = SVGText.cut(transition.operation + outcome, 12)
        parts.append(
            SVGText.text(
                isDown ? x - 6 : x + 6, y, steps.isEmpty ? "call" : "call lit", words,
                anchor: isDown ? "end" : "start"))
        if !steps.isEmpty {
            parts += badge(isDown ? x - 15 - words.count * 7 : x + 15 + words.count * 7, y - 4, steps)
        }
        return parts
    }

    private func numbers(of index: Int) -> [Int] { lit.indices.filter { lit[$0] == index }.map { $0 + 1 } }

    private func badge(_ x: Int, _ y: Int, _ numbers: [Int]) -> [String] {
        let words = numbers.map(String.init).joined(separator: ",")
        let width = 10 + words.count * 6
        return [
            SVGText.rect(x - width / 2, y - 8, width, 16, "badge", radius: 8),
            SVGText.text(x, y + 4, "number", words, anchor: "middle"),
        ]
    }
}
