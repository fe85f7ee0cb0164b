import CProgram

/// What functions do to records besides naming their members.
extension CommonLayout {
    /// The functions that take a record without a name for something else, where it holds other things on the two sides.
    static func untaggedViews(_ old: Program, _ new: Program) -> [String: [String: String]] {
        var result: [String: [String: String]] = [:]
        for (name, body) in new.functions {
            guard let before = old.functions[name], before.untaggedViews != body.untaggedViews else {
                continue
            }
            result[name] = ["a record without a tag": "takes it for something else"]
        }
        return result
    }

    static let givesBack = "gives it back as a pointer to void"

    /// The records that a function reaches by more than names, with what it does to them.
    static func reached(
        _ retelling: LayoutRetelling, _ body: FunctionBody, _ program: Program, _ other: Program
    ) -> [String: String] {
        let computed = retelling.bytewise.map { ($0, "computes with its layout") }
        return Dictionary(computed) { first, _ in first }.merging(views(body, program, other)) { first, _ in
            first
        }
    }

    /// The members on the way to another record that a record begins with, or nil where it does not.
    static func beginning(_ outer: String, _ inner: String, _ program: Program) -> [String]? {
        var record = outer
        var way: [String] = []
        for _ in 0..<16 {
            let first = program.records[record]?.members.first {
                $0.bitOffset == 0 && program.records[$0.spelling] != nil
            }
            guard let first else { return nil }
            way.append(first.name)
            if first.spelling == inner { return way }
            record = first.spelling
        }
        return nil
    }

    /// The records that a function takes for something else, or something else for them.
    static func views(_ body: FunctionBody, _ program: Program, _ other: Program) -> [String: String] {
        guard !body.views.isEmpty else { return [:] }
        var result: [String: String] = [:]
        func words(_ seen: String) -> String {
            if seen == "scalar" { return "a number" }
            return seen.hasPrefix(PointerView.untagged) ? "a record without a tag" : seen
        }
        func note(_ from: String, _ to: String) {
            if result[from] == nil { result[from] = "takes it for \(words(to))" }
            if result[to] == nil { result[to] = "takes \(words(from)) for it" }
        }
        let launderers = body.views.filter { $0.to == "void" && $0.callee == nil }
        // What it gives back as `void *` others take for something else.
        if body.signature.resultSpelling.hasPrefix("void *")
            || body.signature.resultSpelling == "const void *"
        {
            for view in launderers { result[view.from] = givesBack }
        }
        for view in body.views where view.to != PointerView.whole {
            // `tcp_sk(sk)`: the one begins with the other, by name.
            let isOne = [(view.to, view.from), (view.from, view.to)].contains { outer, inner in
                let way = beginning(outer, inner, program)
                return way != nil && way == beginning(outer, inner, other)
            }
            if isOne { continue }
            if view.to == "void" {
                guard let callee = view.callee.flatMap({ program.functions[$0] }) else { continue }
                for inner in callee.views where inner.from == "void" && inner.to != view.from {
                    note(view.from, inner.to)
                }
            } else if view.from == "void" {
                for source in launderers where source.from != view.to { note(source.from, view.to) }
            } else if view.to == "bytes" {
                result[view.from] = "gets at some of its bytes" + (view.callee.map { " (\($0)())" } ?? "")
            } else {
                note(view.from, view.to)
            }
        }
        return result
    }
}

extension LayoutRetelling {
    /// Those of some records that it has whole ones of, with what it does: bytes of members that are gone are among them.
    func wholes(_ records: Set<String>) -> [String: String] {
        let found =
            cleared.intersection(records).map { ($0, "clears or copies a whole one") }
        return Dictionary(uniqueKeysWithValues: found)
    }
}

extension FunctionBody {
    /// The records of which it copies or steps over memory of their whole size.
    var wholeRecords: Set<String> { Set(views.filter { $0.to == PointerView.whole }.map(\.from)) }

    /// Whether it takes a pointer to a number for one to something else, or to more bytes.
    var takesMoreThanScalars: Bool { views.contains { $0.from == "scalar" && $0.to != "void" } }

    /// The records without a name that it takes for something else, by what they hold.
    var untaggedViews: Set<String> {
        Set(views.flatMap { [$0.from, $0.to] }.filter { $0.hasPrefix(PointerView.untagged) })
    }

    /// Those of some records of which it does, with what it does.
    func copiedWhole(_ records: Set<String>) -> [String: String] {
        let found = wholeRecords.intersection(records).map { ($0, "holds, copies or steps over a whole one") }
        return Dictionary(uniqueKeysWithValues: found)
    }
}
