import KernelTree

/// Which flavors a review looks at, and which files under which.
struct FlavorPlan {
    /// The flavors, the main one first.
    let flavors: [Flavor]
    /// For each flavor but the main one, the headers that have another side under it.
    private let headers: [Int: Set<String>]

    /// Plans for a series: the tree's own configuration, and one flavor for each option that decides
    /// between two sides of a touched header.
    ///
    /// - Parameters:
    ///   - tree: the bare tree.
    ///   - states: the tree with each revision.
    ///   - files: the touched files.
    init(tree: PatchedTree, states: [PatchedTree], files: [String]) throws {
        let main = try Flavor(configured: tree, architecture: .x86_64)
        var flavors = [main]
        var headers: [Int: Set<String>] = [:]
        var headersOf: [String: Set<String>] = [:]
        for file in files where file.hasSuffix(".h") {
            for state in [tree] + states {
                guard let text = try state.contents(of: file) else { continue }
                for option in ConfigurationGuards.worthExamining(in: [text]) {
                    headersOf[option, default: []].insert(file)
                }
            }
        }
        for (option, files) in headersOf.sorted(by: { $0.key < $1.key }) {
            flavors.append(main.forcing([try ConfigurationSetting("\(option)=n")]))
            headers[flavors.count - 1] = files
        }
        self.flavors = flavors
        self.headers = headers
    }

    /// The units of a set of files: each under the main flavor, headers with two sides under theirs too.
    func units(of files: [String]) -> [Unit] {
        files.flatMap { file in
            flavors.indices.compactMap { index in
                index == 0 || headers[index]?.contains(file) == true ? Unit(file: file, flavor: index) : nil
            }
        }
    }
}
