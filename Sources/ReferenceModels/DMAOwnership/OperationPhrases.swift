extension DMAOwnership.Operation {
    /// The operation in words for those who have never seen a trace, as what follows "the" or "the second":
    /// `claim by user f1`, `attaching of domain UA to the group`.
    public var phrase: String {
        switch self {
        case .kernelUse(let device): "use of \(device) by a kernel driver"
        case .kernelUseAs(let device, let token): "use of \(device) by a kernel driver with token \(token)"
        case .kernelUnuse(let device): "end of the use of \(device) by a kernel driver"
        case .claim(let token): token.map { "claim by user \($0)" } ?? "claim without an owner (NULL)"
        case .release: "release by the user"
        case .setPrivate(let device, let token): "private claim through \(device)" + Self.with(token)
        case .releasePrivate(let device): "release of the private claim through \(device)"
        case .setNone: "claim for nobody (NONE)"
        case .releaseNone: "release for nobody (NONE)"
        case .claimDevice(let device, let token): "claim of device \(device)" + Self.with(token)
        case .releaseDevice(let device): "release of device \(device)"
        case .attachDevice(let domain, let device): "attaching of domain \(domain) to device \(device)"
        case .detachDevice(let domain, let device): "detaching of domain \(domain) from device \(device)"
        case .attachGroup(let domain): "attaching of domain \(domain) to the group"
        case .detachGroup(let domain): "detaching of domain \(domain) from the group"
        case .attachShared(let domain, let device): "shared attaching of domain \(domain) to \(device)"
        case .detachShared(let domain, let device): "shared detaching of domain \(domain) from \(device)"
        case .hotplug(let device): "arrival of \(device)"
        case .query: "question whether the group is claimed"
        case .probe(let device): "probing of a driver for \(device)"
        case .unbind(let device): "unbinding of the driver of \(device)"
        }
    }

    private static func with(_ token: DMAOwnership.Token?) -> String {
        token.map { " with token \($0)" } ?? " without a token"
    }
}
