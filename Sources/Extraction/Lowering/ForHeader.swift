import LibClang

/// Tells the parts of a `for` apart: libclang leaves absent ones out, so that two nodes before the
/// body may be any two of the three.
enum ForHeader {
    /// The parts that were written.
    struct Parts {
        var initial: Cursor?
        var condition: Cursor?
        var step: Cursor?
    }

    /// The parts, in order of the nodes before the body; nil where they cannot be told apart.
    ///
    /// The text where the `for` was written decides, be it in a macro's definition. Where it does not fit the nodes (a part made of a macro
    /// that is empty, a libclang before 19, which does not say where in a macro a token was written), what clang prints of the function
    /// does, which takes longer.
    static func parts(
        of loop: Cursor, _ nodes: [Cursor], texts: SourceTexts, printed: @autoclosure () -> PrintedFunction?
    ) -> Parts? {
        if nodes.count == 3 { return Parts(initial: nodes[0], condition: nodes[1], step: nodes[2]) }
        if nodes.isEmpty { return Parts() }
        guard nodes.count < 3 else { return nil }
        if let written = texts.forParts(at: loop.spellingLocation), let parts = parts(written, nodes) {
            return parts
        }
        return printed()?.parts(of: loop).flatMap { parts($0, nodes) }
    }

    private static func parts(_ written: [Bool], _ nodes: [Cursor]) -> Parts? {
        guard written.count(where: \.self) == nodes.count else { return nil }
        var rest = nodes[...]
        return Parts(
            initial: written[0] ? rest.popFirst() : nil, condition: written[1] ? rest.popFirst() : nil,
            step: written[2] ? rest.popFirst() : nil)
    }
}
