import Terms

/// Where objects lie in a case, the same for both sides and for the solver.
struct AddressLayout {
    let store: TermStore

    static let localBase: UInt64 = 0xffff_c900_0000_0000
    static let localBytes: UInt64 = 0x0000_0080_0000_0000
    static let globalBase: UInt64 = 0xffff_ffff_8200_0000
    static let functionBase: UInt64 = 0xffff_ffff_8100_0000
    static let spacing: UInt64 = 0x1_0000

    /// The address of the object of a number (``Symbol/address(_:)``).
    func address(_ number: Int) -> UInt64 {
        switch store.object(number) {
        case .local: Self.localBase + UInt64(number) * 0x10_0000
        case .global, .ownGlobal, .string: Self.globalBase + UInt64(number) * Self.spacing
        case .function: Self.functionBase + UInt64(number) * 16
        }
    }

    func address(of object: AddressedObject) -> UInt64 {
        guard case .symbol(.address(let number)) = store.node(store.address(of: object)) else { return 0 }
        return address(number)
    }

    /// The objects that are known so far, in C's words by address: `&table`, `"text"`, `start`.
    var names: [UInt64: String] {
        var result: [UInt64: String] = [:]
        for number in 0..<store.objectCount {
            switch store.object(number) {
            case .local(let name, _, _): result[address(number)] = "&\(name)"
            case .global(let name): result[address(number)] = "&\(name)"
            case .ownGlobal(let name, let isLeft):
                result[address(number)] = "&\(name) (\(isLeft ? "old" : "new"))"
            case .function(let name): result[address(number)] = name
            case .string(let text): result[address(number)] = "\"\(Self.quoted(text))\""
            }
        }
        return result
    }

    /// A text as C writes it, shortened.
    private static func quoted(_ text: String) -> String {
        let short = text.count > 40 ? String(text.prefix(39)) + "…" : text
        return short.replacingOccurrences(of: "\n", with: "\\n").replacingOccurrences(of: "\"", with: "\\\"")
    }

    /// Whether an address lies among the locals.
    static func isLocal(_ address: UInt64) -> Bool { address &- localBase < localBytes }

    /// Where the local begins that an address lies in.
    static func localStart(_ address: UInt64) -> UInt64 { address & ~0xf_ffff }
}
