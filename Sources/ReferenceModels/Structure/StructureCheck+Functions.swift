import ABIModel

extension StructureCheck {
    private typealias Key = ReferenceVocabulary.FunctionKey

    mutating func checkFunctions() {
        for key in structure.vocabulary.functions where revision.speaks(of: key.home) {
            let wanted = revision.functions.first { Key($0) == key }
            if key.isStatic {
                checkStatic(key, wanted)
            } else {
                checkPrototype(key, wanted)
                checkStub(key, wanted)
                checkExport(key, wanted)
            }
        }
    }

    private func declarations(_ key: Key, _ linkages: [Function.Linkage]) -> [Function] {
        (view.functions[key.name] ?? []).filter {
            $0.name == key.name && linkages.contains($0.linkage)
                && ReferenceView.isSame($0.site.file, key.home)
        }
    }

    private mutating func checkStatic(_ key: Key, _ wanted: ReferenceFunction?) {
        let found = declarations(key, [.static])
        let what = "static \(key.name)"
        if found.isEmpty, let reason = view.doubt(about: key.name, in: key.home) { return skip(what, reason) }
        hold(what)
        if found.isEmpty, let wanted {
            deviate(key.name, expected: "static \(wanted.function.signature)", found: nil, at: nil)
        }
        for function in found where wanted?.function.callType != function.callType {
            deviate(
                key.name, expected: wanted.map { "static \($0.function.signature)" },
                found: "static \(function.signature)", at: function.site)
        }
    }

    /// Whether a snapshot has a header's prototypes (`.external`) or its stubs (`.inline`), told from the
    /// functions of the reference that it declares there.
    private func shows(_ linkage: Function.Linkage, of home: String, _ snapshot: Snapshot)
        -> Bool
    {
        let names = structure.vocabulary.headerNames[home] ?? []
        return snapshot.functions.contains {
            $0.linkage == linkage && names.contains($0.name) && ReferenceView.isSame($0.site.file, home)
        }
    }

    private mutating func checkPrototype(_ key: Key, _ wanted: ReferenceFunction?) {
        let found = declarations(key, [.external])
        if found.isEmpty {
            if let reason = view.doubt(about: key.name, in: key.home) { return skip(key.name, reason) }
            // Where every snapshot has the stubs, the prototypes are the other side of the `#ifdef`.
            let examining = view.examining(key.home)
            let isHidden = examining.allSatisfy {
                shows(.inline, of: key.home, $0)
                    && !shows(.external, of: key.home, $0)
            }
            if isHidden { return skip(key.name, "no configuration that was read has its prototype") }
        }
        hold(key.name)
        if found.isEmpty, let wanted {
            deviate(key.name, expected: wanted.function.signature, found: nil, at: nil)
        }
        for function in found where wanted?.function.callType != function.callType {
            deviate(
                key.name, expected: wanted?.function.signature, found: function.signature, at: function.site)
        }
    }

    private mutating func checkExport(_ key: Key, _ wanted: ReferenceFunction?) {
        guard let wanted, let isExported = wanted.isExported, let unit = wanted.definition else { return }
        let what = "export of \(key.name)"
        // Exports stand beside definitions.
        let definitions = (view.functions[key.name] ?? []).filter {
            $0.linkage == .external && ReferenceView.isSame($0.site.file, unit)
        }
        guard !definitions.isEmpty else {
            return skip(what, view.doubt(about: key.name, in: unit) ?? "\(unit) does not define it")
        }
        hold(what)
        for function in definitions {
            let found = function.export?.macro
            guard found != (isExported ? "EXPORT_SYMBOL_GPL" : nil) else { continue }
            deviate(
                key.name, expected: isExported ? "EXPORT_SYMBOL_GPL" : "not exported",
                found: found ?? "not exported", at: function.site)
        }
    }

    private mutating func checkStub(_ key: Key, _ wanted: ReferenceFunction?) {
        let what = "stub of \(key.name)"
        let found = declarations(key, [.inline])
        let isShown = view.examining(key.home).contains { shows(.inline, of: key.home, $0) }
        if let wanted {
            guard let stub = wanted.stub else { return }
            let expected = stub.text(returnType: wanted.returnType)
            guard !found.isEmpty else {
                if let reason = view.doubt(about: key.name, in: key.home) { return skip(what, reason) }
                guard isShown else { return skip(what, "no configuration that was read has its stub") }
                hold(what)
                return deviate(what, expected: expected, found: nil, at: nil)
            }
            for function in found { checkStub(what, stub, expected: expected, wanted, function) }
        } else {
            for function in found {
                hold(what)
                deviate(what, expected: nil, found: function.signature, at: function.site)
            }
        }
    }

    private mutating func checkStub(
        _ what: String, _ stub: ReferenceStub, expected: String, _ wanted: ReferenceFunction,
        _ function: Function
    ) {
        if function.callType != wanted.function.callType {
            hold(what)
            deviate(
                what, expected: wanted.function.signature, found: function.signature, at: function.site)
            return
        }
        let constants = snapshots.flatMap(\.enums).flatMap(\.constants)
        switch stub.agrees(with: function, constants: constants) {
        case .yes: hold(what)
        case .no(let found):
            hold(what)
            deviate(what, expected: expected, found: found, at: function.site)
        case .unknown(let reason): skip(what, reason)
        }
    }
}
