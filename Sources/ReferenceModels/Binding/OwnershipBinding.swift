import CProgram

extension DMAOwnership {
    /// Which C function of a revision performs which operation.
    ///
    /// Functions are found by their signature and by the word in their name that says what they are for, not by
    /// a list of names, so that revisions with different interfaces perform the same operations.
    public struct Binding: Sendable {
        /// What is handed over for a parameter.
        enum Argument: Hashable, Sendable {
            case device, driver, group, domain, token, null
            case owner(OwnerType)
        }

        /// What the result says.
        enum Result: Hashable, Sendable {
            /// 0 or a negative errno.
            case code
            /// Nothing.
            case none
            /// As a code, but positive where the driver itself said no.
            case probe
            /// "It is claimed."
            case claimed
            /// "It is not claimed."
            case unclaimed
        }

        /// How an operation is called.
        struct Call: Hashable, Sendable {
            var function: String
            var arguments: [Argument]
            var result: Result
        }

        private(set) var calls: [Key: Call] = [:]
        /// The values of `enum iommu_dma_owner`, where the revision has it.
        let ownerValues: [OwnerType: Int64]

        /// What tells operations apart whatever they are applied to.
        enum Key: Hashable {
            case named(String)
            case kernelUseAs
        }

        /// Finds the functions of a program that perform the operations.
        public init(_ program: Program) {
            ownerValues = Self.owners(program.constants)
            for (name, body) in program.functions.sorted(by: { $0.key < $1.key })
            where !body.signature.isStatic && !body.locals.isEmpty {
                bind(name, body.signature)
            }
            if calls[.named("hotplug")] == nil, let probe = program.functions["iommu_probe_device"] {
                calls[.named("hotplug")] = Call(
                    function: probe.name, arguments: [.device],
                    result: probe.signature.result == .void ? .none : .code)
            }
            bindBus(program)
        }

        /// The call that performs an operation; nil where the revision has none.
        func call(for operation: Operation) -> Call? {
            if case .kernelUseAs = operation { return calls[.kernelUseAs] }
            return calls[.named(operation.name)]
        }

        /// Whether the revision can perform an operation.
        public func offers(_ operation: Operation) -> Bool {
            guard let call = call(for: operation) else { return false }
            return call.arguments.allSatisfy { argument in
                if case .owner(let type) = argument { ownerValues[type] != nil } else { true }
            }
        }

        /// The functions that were bound, sorted.
        public var functions: [String] { Set(calls.values.map(\.function)).sorted() }

        /// The function that performs an operation, for a report.
        public func function(for operation: Operation) -> String? { call(for: operation)?.function }

        // MARK: Signatures

        private mutating func bind(_ name: String, _ signature: FunctionSignature) {
            guard name.hasPrefix("iommu_") else { return }
            let shape = signature.parameters.map { Self.shape($0.spelling) }
            let isVoid = signature.result == .void
            let words = Set(name.split(separator: "_").map(String.init))
            switch (shape, isVoid) {
            case ([.group, .pointer], false) where words.contains("owner"):
                set("claim", Call(function: name, arguments: [.group, .token], result: .code))
            case ([.group, .owner, .pointer], false):
                set("claim", Call(function: name, arguments: [.group, .owner(.user), .token], result: .code))
                set(
                    "set_none",
                    Call(function: name, arguments: [.group, .owner(.none), .null], result: .code))
            case ([.group], true) where words.isSuperset(of: ["release", "owner"]):
                set("release", Call(function: name, arguments: [.group], result: .none))
            case ([.group, .owner], true):
                set("release", Call(function: name, arguments: [.group, .owner(.user)], result: .none))
                set("release_none", Call(function: name, arguments: [.group, .owner(.none)], result: .none))
            case ([.device], false) where words.contains("use"):
                set("K", Call(function: name, arguments: [.device], result: .code))
            case ([.device], true) where words.contains("unuse"):
                set("K-unuse", Call(function: name, arguments: [.device], result: .none))
            case ([.device, .owner, .pointer], false):
                set("K", Call(function: name, arguments: [.device, .owner(.kernel), .null], result: .code))
                calls[.kernelUseAs] = Call(
                    function: name, arguments: [.device, .owner(.kernel), .token], result: .code)
                set(
                    "set_private",
                    Call(function: name, arguments: [.device, .owner(.privateDomain), .token], result: .code))
            case ([.device, .owner], true):
                set("K-unuse", Call(function: name, arguments: [.device, .owner(.kernel)], result: .none))
                set(
                    "release_private",
                    Call(function: name, arguments: [.device, .owner(.privateDomain)], result: .none))
            case ([.device, .pointer], false) where words.isSuperset(of: ["claim", "owner"]):
                set("claim_device", Call(function: name, arguments: [.device, .token], result: .code))
            case ([.device], true) where words.isSuperset(of: ["release", "owner"]):
                set("release_device", Call(function: name, arguments: [.device], result: .none))
            case ([.group], false) where words.contains("claimed"):
                set("claimed?", Call(function: name, arguments: [.group], result: .claimed))
            case ([.group], false) where words.contains("unclaimed"):
                set("claimed?", Call(function: name, arguments: [.group], result: .unclaimed))
            case ([.domain, .device], _), ([.domain, .group], _):
                bindAttachment(name, words, isVoid: isVoid)
            default:
                break
            }
        }

        private mutating func bindAttachment(_ name: String, _ words: Set<String>, isVoid: Bool) {
            let verb = words.contains("attach") ? "attach" : words.contains("detach") ? "detach" : nil
            // Words beyond these are another interface's: PASIDs, replacing, user space's handles.
            guard let verb, words.subtracting(["iommu", verb, "device", "group", "shared"]).isEmpty else {
                return
            }
            let target: Argument = words.contains("group") ? .group : .device
            let suffix = words.contains("shared") ? "shared" : target == .group ? "group" : "device"
            set(
                "\(verb)_\(suffix)",
                Call(function: name, arguments: [.domain, target], result: isVoid ? .none : .code))
        }

        mutating func set(_ name: String, _ call: Call) {
            if calls[.named(name)] == nil { calls[.named(name)] = call }
        }

        private enum Shape { case device, group, domain, owner, pointer, other }

        private static func shape(_ spelling: String) -> Shape {
            switch spelling {
            case "struct device *": .device
            case "struct iommu_group *": .group
            case "struct iommu_domain *": .domain
            case "enum iommu_dma_owner": .owner
            case "void *", "struct file *": .pointer
            default: .other
            }
        }

        /// The constants by what they mean; v2 gave three of the four new names (DMAOwnership.md, B.1).
        private static func owners(_ constants: [String: Int64]) -> [OwnerType: Int64] {
            let names: [(String, OwnerType)] = [
                ("DMA_OWNER_NONE", .none), ("DMA_OWNER_KERNEL", .kernel), ("DMA_OWNER_DMA_API", .kernel),
                ("DMA_OWNER_PRIVATE_DOMAIN", .privateDomain), ("DMA_OWNER_USER", .user),
                ("DMA_OWNER_PRIVATE_DOMAIN_USER", .user),
            ]
            return names.reduce(into: [:]) { result, entry in
                if let value = constants[entry.0] { result[entry.1] = value }
            }
        }
    }
}
