import Flavors
import KernelTree

/// Which flavors a review looks at, and which files under which.
package struct FlavorPlan {
    /// The flavors, the main one first.
    package let flavors: [Flavor]
    /// For each flavor but the main one, the headers that have another side under it.
    private let headers: [Int: Set<String>]
    private let options: [Int: ConfigurationSetting]
    /// The headers that do not stand alone, with what is read before them.
    private(set) var firstFiles: [String: [String]] = [:]
    /// What of a flavor's headers could not be derived, sorted.
    package let notes: [String]
    /// Those of the notes that say why an option is not switched off under the first flavor.
    package let leftOut: [String]
    /// The settings that flavors beside the given ones were to have, whether they can or not, with the headers that are
    /// to be read so.
    package let wanted: [ConfigurationSetting: Set<String>]

    /// Plans for a series: the given flavors, and under the first of them one more for each option that
    /// decides between two sides of a header where a revision changes one of them.
    ///
    /// - Parameters:
    ///   - given: one flavor for each architecture.
    ///   - states: the trees with each revision.
    ///   - files: the touched files.
    package init(_ given: [Flavor], states: [PatchedTree], files: [String]) throws {
        var headersOf: [String: Set<String>] = [:]
        var needed: [ConfigurationSetting: Set<String>] = [:]
        for file in files {
            for state in states {
                let old = try state.base.contents(of: file) ?? []
                let new = try state.contents(of: file) ?? []
                let options =
                    file.hasSuffix(".h") ? ConfigurationGuards.worthExamining(old: old, new: new) : []
                for option in options {
                    headersOf[option, default: []].insert(file)
                }
                for setting in ConfigurationGuards.neededSettings(old: old, new: new) {
                    needed[setting, default: []].insert(file)
                }
            }
        }
        try self.init(given, headersOf: headersOf, needed: needed)
    }

    /// Plans for the given flavors, and under the first of them one more for each option that can be on or off there.
    ///
    /// - Parameters:
    ///   - given: one flavor for each architecture.
    ///   - headersOf: for each option the headers that are read with the other side of it as well: off, or on where it is
    ///     off already.
    ///   - needed: for each setting the headers of which something may be seen under it alone.
    package init(
        _ given: [Flavor], headersOf: [String: Set<String>], needed: [ConfigurationSetting: Set<String>] = [:]
    ) throws {
        var settings = Self.otherSides(of: headersOf, from: given[0])
        for (setting, files) in needed where !given[0].has(setting) {
            settings[setting, default: []].formUnion(files)
        }
        try self.init(given, settings: settings)
    }

    /// Plans for the given flavors, and under the first of them one more for each setting.
    package init(_ given: [Flavor], settings: [ConfigurationSetting: Set<String>]) throws {
        var flavors = given
        var headers: [Int: Set<String>] = [:]
        var options: [Int: ConfigurationSetting] = [:]
        var leftOut: [String] = []
        let notes = Set(given.flatMap { flavor in flavor.notes.map { "\(flavor.name): \($0)" } })
        for (other, files) in settings.sorted(by: { $0.key < $1.key }) {
            // What was asked for stands.
            if given[0].settings.contains(where: { $0.name == other.name }) { continue }
            let first = try given[0].overriding([other])
            var flavor: Flavor? = first
            if first.objections != given[0].objections {
                // Most options are no modules: nobody asked for that.
                if other.value == "m" { continue }
                // Another architecture of those that were asked for may have the option so.
                flavor = try given.dropFirst().lazy.map { ($0, try $0.overriding([other])) }
                    .first { $0.objections == $1.objections }?.1
                let instead =
                    flavor.map { "it is read under \($0.architecture.name) instead" } ?? "it is left out"
                leftOut.append(
                    "\(first.name) cannot be configured, as \(first.objections.last ?? ""); \(instead)")
            }
            guard let flavor else { continue }
            flavors.append(flavor)
            headers[flavors.count - 1] = files
            options[flavors.count - 1] = other
        }
        self.flavors = flavors
        self.notes = notes.union(leftOut).sorted()
        self.leftOut = leftOut
        wanted = settings
        self.headers = headers
        self.options = options
    }

    /// The settings that switch options, with their headers.
    private static func otherSides(
        of options: [String: Set<String>], from flavor: Flavor
    ) -> [ConfigurationSetting: Set<String>] {
        options.reduce(into: [:]) { result, entry in
            let value = flavor.isEnabled(entry.key) ? "n" : "y"
            result[ConfigurationSetting(name: entry.key, value: value)] = entry.value
        }
    }

    private init(
        _ plan: FlavorPlan, flavors: [Flavor], headers: [Int: Set<String>],
        options: [Int: ConfigurationSetting],
        from late: FlavorPlan
    ) {
        self.flavors = flavors
        self.headers = headers
        self.options = options
        notes = Set(plan.notes).union(late.notes).sorted()
        wanted = plan.wanted.merging(late.wanted) { $0.union($1) }
        firstFiles = plan.firstFiles
        leftOut = plan.leftOut + late.leftOut.filter { !plan.leftOut.contains($0) }
    }

    /// The plan with more headers that have another side; the flavors that it has keep their places.
    ///
    /// - Parameters:
    ///   - given: the flavors that the plan was made for.
    ///   - more: for each option the headers that are read with the other side of it as well.
    package func adding(_ more: [String: Set<String>], to given: [Flavor]) throws -> FlavorPlan {
        let more = Self.otherSides(of: more, from: given[0])
        var (flavors, headers, options) = (flavors, headers, options)
        for (index, option) in options { headers[index, default: []].formUnion(more[option] ?? []) }
        let known = Set(options.values)
        let late = try FlavorPlan(given, settings: more.filter { !known.contains($0.key) })
        for index in late.flavors.indices.dropFirst(given.count) {
            headers[flavors.count] = late.headers[index]
            options[flavors.count] = late.options[index]
            flavors.append(late.flavors[index])
        }
        return FlavorPlan(self, flavors: flavors, headers: headers, options: options, from: late)
    }

    /// The settings that the flavors beside the given ones have, with the headers that are read so.
    package var settings: [ConfigurationSetting: Set<String>] {
        options.reduce(into: [:]) { result, entry in result[entry.value] = headers[entry.key] }
    }

    /// For each of several trees its flavors, by those that were given for it. The plan was made for the first.
    package func flavors(of given: [[Flavor]]) throws -> [[Flavor]] {
        [flavors] + (try given.dropFirst().map(flavors(from:)))
    }

    /// The flavors of another tree in the place of this one's, found by their names. Where that tree has no such
    /// flavor, this one's stays.
    package func flavors(from given: [Flavor]) throws -> [Flavor] {
        let own = try FlavorPlan(given, settings: settings)
        return flavors.map { flavor in own.flavors.first { $0.name == flavor.name } ?? flavor }
    }

    /// The files that a given flavor would not build, and what is done with them, one sentence for each option.
    package func unbuilt(_ files: [String], in tree: PatchedTree) throws -> [String] {
        let units = Set(try units(of: files))
        return try flavors.indices.filter { headers[$0] == nil }.flatMap { index in
            let flavor = flavors[index]
            var found: [(option: String, isRead: Bool, files: [String])] = []
            func add(_ file: String, _ option: String, isRead: Bool) {
                if let place = found.firstIndex(where: { $0.option == option && $0.isRead == isRead }) {
                    found[place].files.append(file)
                } else {
                    found.append((option, isRead, [file]))
                }
            }
            for file in files {
                if let option = try flavor.settingsLeaveOut(unit: file) {
                    add(file, option, isRead: false)
                } else if units.contains(unit(file, flavor: index)),
                    let option = try flavor.optionOff(forUnit: file, in: tree)
                {
                    add(file, option, isRead: true)
                }
            }
            return found.map { option, isRead, files in
                let it = files.count == 1 ? "it is" : "they are"
                let end = isRead ? "\(it) read as if it were on" : "\(it) not read there"
                return "\(flavor.name) does not build \(Self.listed(files)), \(option) being off; \(end)"
            }
        }
    }

    /// `a.c`, `a.c and b.c`, `a.c, b.c and 6 more`.
    private static func listed(_ files: [String]) -> String {
        switch files.count {
        case 1: files[0]
        case 2: "\(files[0]) and \(files[1])"
        case 3: "\(files[0]), \(files[1]) and \(files[2])"
        default: "\(files[0]), \(files[1]) and \(files.count - 2) more"
        }
    }

    /// The option that a flavor was made to see switched, and the headers read so; nil for a given flavor. One that is
    /// switched off is told by its name, others as `CONFIG_X=y`.
    package func switchedOff(in flavor: Int) -> (option: String, files: Set<String>)? {
        guard let setting = options[flavor], let files = headers[flavor] else { return nil }
        return (setting.value == "n" ? setting.name : setting.description, files)
    }

    /// The plan with headers that are read behind others.
    package func reading(behind firstFiles: [String: [String]]) -> FlavorPlan {
        var plan = self
        plan.firstFiles.merge(firstFiles) { _, last in last }
        return plan
    }

    /// A file under a flavor, as the plan has it read.
    package func unit(_ file: String, flavor: Int) -> Unit {
        var unit = Unit(file: file, flavor: flavor)
        unit.firstFiles = firstFiles[file] ?? []
        return unit
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
                return unit(file, flavor: index)
            }
        }
    }
}
