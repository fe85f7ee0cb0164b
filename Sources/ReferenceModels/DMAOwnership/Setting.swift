extension DMAOwnership {
    /// How a group is set up before anything is called. Its `description` is what traces say of their start, and
    /// ``init(_:)`` reads it again.
    public struct Setting: Hashable, Sendable {
        /// What holds for the group.
        public var configuration: Configuration
        /// Where the second device is.
        public var d1: Presence

        /// Makes a setting; the default is the usual one.
        public init(_ configuration: Configuration = Configuration(), d1: Presence = .absent) {
            self.configuration = configuration
            self.d1 = d1
        }
    }
}

extension DMAOwnership.Setting: CustomStringConvertible {
    /// What is not as usual: `no default domain; d1 is in the group`; "" where all is.
    public var description: String {
        let place =
            switch d1 {
            case .absent: ""
            case .withoutGroup: "d1 has no group yet"
            case .member: "d1 is in the group"
            }
        return [configuration.description, place].filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// Reads a `description` again; `nil` where it describes no setting.
    public init?(_ description: String) {
        var parts = description.split { $0 == ";" || $0 == "," }.map { String($0.drop { $0 == " " }) }
        func takes(_ part: String) -> Bool {
            guard let index = parts.firstIndex(of: part) else { return false }
            parts.remove(at: index)
            return true
        }
        var setting = Self()
        for place in [DMAOwnership.Presence.withoutGroup, .member] where takes(Self(d1: place).description) {
            setting.d1 = place
        }
        let switches: [WritableKeyPath<DMAOwnership.Configuration, Bool>] = [
            \.hasDefaultDomain, \.canDetach, \.testsDriverRemoval, \.usesPASIDs, \.isRecovering,
        ]
        for keyPath in switches {
            var changed = DMAOwnership.Configuration()
            changed[keyPath: keyPath].toggle()
            if takes(changed.description) { setting.configuration[keyPath: keyPath].toggle() }
        }
        for device in DMAOwnership.Device.allCases {
            for domain in DMAOwnership.Domain.allCases {
                let changed = DMAOwnership.Configuration(refusal: .init(device: device, domain: domain))
                if takes(changed.description) { setting.configuration.refusal = changed.refusal }
            }
        }
        guard parts.isEmpty else { return nil }
        self = setting
    }
}

extension DMAOwnership.Configuration: CustomStringConvertible {
    /// What is not as usual: `no default domain, IOMMU driver without detach_dev`; "" where all is.
    public var description: String {
        var parts: [String] = []
        if !hasDefaultDomain { parts.append("no default domain") }
        if !canDetach { parts.append("IOMMU driver without detach_dev") }
        if testsDriverRemoval { parts.append("CONFIG_DEBUG_TEST_DRIVER_REMOVE") }
        if usesPASIDs { parts.append("PASIDs in use") }
        if isRecovering { parts.append("a device is being reset") }
        if let refusal { parts.append("\(refusal.device) refuses \(refusal.domain)") }
        return parts.joined(separator: ", ")
    }
}
