/// Pieces of SVG. Colours come from the page's style sheet, so that one picture serves light, dark and print.
enum SVGText {
    /// Text as SVG and HTML can hold it.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }

    /// A rectangle; `title` is what a pointer over it shows.
    static func rect(
        _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ name: String, radius: Int = 0, title: String = ""
    ) -> String {
        let round = radius > 0 ? " rx=\"\(radius)\"" : ""
        let end = title.isEmpty ? "/>" : "><title>\(escaped(title))</title></rect>"
        return
            "<rect class=\"\(name)\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"\(round)\(end)"
    }

    /// A line of text; `y` is its base line.
    static func text(_ x: Int, _ y: Int, _ name: String, _ words: String, anchor: String = "start") -> String
    {
        let place = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
        return "<text class=\"\(name)\" x=\"\(x)\" y=\"\(y)\"\(place)>\(escaped(words))</text>"
    }

    /// A path.
    static func path(_ commands: String, _ name: String, marker: String = "") -> String {
        let end = marker.isEmpty ? "" : " marker-end=\"url(#\(marker))\""
        return "<path class=\"\(name)\" d=\"\(commands)\"\(end)/>"
    }

    /// The whole picture, as wide as it is drawn and no wider than the page; `label` is what is read out for it.
    static func picture(width: Int, height: Int, label: String, _ parts: [String]) -> String {
        "<svg viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" role=\"img\" "
            + "aria-label=\"\(escaped(label))\">" + parts.joined(separator: "\n") + "</svg>"
    }

    /// The text cut to a number of characters.
    static func cut(_ text: String, _ count: Int) -> String {
        text.count <= count ? text : count < 2 ? "" : text.prefix(count - 1) + "\u{2026}"
    }
}
