import Flavors
import KernelTree

/// Which flavors a review looks at, and which files under which.
package struct FlavorPlan {
    /// The flavors, the main one first.
    package let flavors: [Flavor]
    /// For each flavor but the main one, the headers that have another side under it.
    private let headers: [Int: Set<String>]
    private let options: [Int: String]
    /// What of a flavor's headers could not be derived, sorted.
    package let notes: [String]
    /// Those of the notes that say why an option is not switched off under the first flavor.
    package let leftOut: [String]

    /// Plans for a series: the given flavors, and under the first of them one more for each option that
    /// decides between two sides of a header where a revision changes one of them.
    ///
    /// - Parameters:
    ///   - given: one flavor for each architecture.
    ///   - states: the trees with each revision.
    ///   - files: the touched files.
    package init(_ given: [Flavor], states: [PatchedTree], files: [String]) throws {
        var headersOf: [String: Set<String>] = [:]
        for file in files where file.hasSuffix(".h") {
            for state in states {
                let old = try state.base.contents(of: file) ?? []
                let new = try state.contents(of: file) ?? []
                for option in ConfigurationGuards.worthExamining(old: old, new: new) {
                    headersOf[option, default: []].insert(file)
                }
            }
        }
        try self.init(given, headersOf: headersOf)
    }

    /// Plans for the given flavors, and under the first of them one more for each option that can be off there.
    ///
    /// - Parameters:
    ///   - given: one flavor for each architecture.
    ///   - headersOf: for each option the headers that are read with it off as well.
    package init(_ given: [Flavor], headersOf: [String: Set<String>]) throws {
        var flavors = given
        var headers: [Int: Set<String>] = [:]
        var options: [Int: String] = [:]
        var leftOut: [String] = []
        let notes = Set(given.flatMap { flavor in flavor.notes.map { "\(flavor.name): \($0)" } })
        for (option, files) in headersOf.sorted(by: { $0.key < $1.key }) {
            let off = try ConfigurationSetting("\(option)=n")
            // What was asked for is read already.
            if given[0].settings.contains(off) { continue }
            let first = try given[0].overriding([off])
            var flavor: Flavor? = first
            if first.objections != given[0].objections {
                // Another architecture of those that were asked for may have the option off.
                flavor = try given.dropFirst().lazy.map { ($0, try $0.overriding([off])) }
                    .first { $0.objections == $1.objections }?.1
                let instead =
                    flavor.map { "it is read under \($0.architecture.name) instead" } ?? "it is left out"
                leftOut.append(
                    "\(first.name) cannot be configured, as \(first.objections.last ?? ""); \(instead)")
            }
            guard let flavor else { continue }
            flavors.append(flavor)
            headers[flavors.count - 1] = files
            options[flavors.count - 1] = option
        }
        self.flavors = flavors
        self.notes = notes.union(leftOut).sorted()
        self.leftOut = leftOut
        self.headers = headers
        self.options = options
    }

    private init(
        _ plan: FlavorPlan, flavors: [Flavor], headers: [Int: Set<String>], options: [Int: String],
        from late: FlavorPlan
    ) {
        self.flavors = flavors
        self.headers = headers
        self.options = options
        notes = Set(plan.notes).union(late.notes).sorted()
        leftOut = plan.leftOut + late.leftOut.filter { !plan.leftOut.contains($0) }
    }

    /// The plan with more headers that have another side; the flavors that it has keep their places.
    ///
    /// - Parameters:
    ///   - given: the flavors that the plan was made for.
    ///   - more: for each option the headers that are read with it off as well.
    package func adding(_ more: [String: Set<String>], to given: [Flavor]) throws -> FlavorPlan {
        var (flavors, headers, options) = (flavors, headers, options)
        for (index, option) in options { headers[index, default: []].formUnion(more[option] ?? []) }
        let known = Set(options.values)
        let late = try FlavorPlan(given, headersOf: more.filter { !known.contains($0.key) })
        for index in late.flavors.indices.dropFirst(given.count) {
            headers[flavors.count] = late.headers[index]
            options[flavors.count] = late.options[index]
            flavors.append(late.flavors[index])
        }
        return FlavorPlan(self, flavors: flavors, headers: headers, options: options, from: late)
    }

    /// For each of several trees its flavors, by those that were given for it. The plan was made for the first.
    package func flavors(of given: [[Flavor]]) throws -> [[Flavor]] {
        [flavors] + (try given.dropFirst().map(flavors(from:)))
    }

    /// The flavors of another tree in the place of this one's, found by their names. Where that tree has no such
    /// flavor, this one's stays.
    package func flavors(from given: [Flavor]) throws -> [Flavor] {
        let headersOf = options.reduce(into: [String: Set<String>]()) { result, entry in
            result[entry.value] = headers[entry.key]
        }
        let own = try FlavorPlan(given, headersOf: headersOf)
        return flavors.map { flavor in own.flavors.first { $0.name == flavor.name } ?? flavor }
    }

    /// The files that a given flavor would not build, and what is done with them, one sentence each.
    package func unbuilt(_ files: [String], in tree: PatchedTree) throws -> [String] {
        let units = Set(try units(of: files))
        return try flavors.indices.filter { headers[$0] == nil }.flatMap { index in
            try files.compactMap { file -> String? in
                let flavor = flavors[index]
                func sentence(_ option: String, _ end: String) -> String {
                    "\(flavor.name) does not build \(file), \(option) being off; \(end)"
                }
                if let option = try flavor.settingsLeaveOut(unit: file) {
                    return sentence(option, "it is not read there")
                }
                guard units.contains(Unit(file: file, flavor: index)) else { return nil }
                return try flavor.optionOff(forUnit: file, in: tree).map {
                    sentence($0, "it is read as if it were on")
                }
            }
        }
    }

    /// The option that a flavor was made to see switched off, and the headers read so; nil for a given flavor.
    package func switchedOff(in flavor: Int) -> (option: String, files: Set<String>)? {
        guard let option = options[flavor], let files = headers[flavor] else { return nil }
        return (option, files)
    }

    /// The units of a set of files: each under the given flavors, headers with two sides under theirs too. What
    /// stands below `arch/` is read under its own architecture, where that is among them, and a C file not where
    /// the settings that were asked for keep it from being built.
    package func units(of files: [String]) throws -> [Unit] {
        let architectures = Set(flavors.map(\.architecture.directory))
        return try files.flatMap { file -> [Unit] in
            let parts = file.split(separator: "/", maxSplits: 2)
            let home = parts.first == "arch" && parts.count > 2 ? String(parts[1]) : ""
            return try flavors.indices.compactMap { index -> Unit? in
                guard headers[index]?.contains(file) != false,
                    !architectures.contains(home) || flavors[index].architecture.directory == home,
                    try flavors[index].settingsLeaveOut(unit: file) == nil
                else { return nil }
                return Unit(file: file, flavor: index)
            }
        }
    }
}
