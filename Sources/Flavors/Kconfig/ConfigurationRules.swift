import KernelTree
import Synchronization

/// A configuration together with the Kconfig files that it obeys, so that an override takes along what
/// follows from it.
final class ConfigurationRules: Sendable {
    /// Where a configuration comes from.
    enum Origin {
        /// The tree's Kconfig files were evaluated.
        case evaluated
        /// A complete `.config`.
        case stated
        /// A build's own header.
        case built
    }

    /// What came of an override.
    struct Outcome {
        /// The configuration with all that follows.
        var configuration: KernelConfiguration
        /// The same with the Kconfig files, for a further override.
        var rules: ConfigurationRules
        /// Why settings are no configuration of the architecture, in their order.
        var objections: [(setting: ConfigurationSetting, reason: String)] = []
        /// Settings of symbols that no Kconfig file defines.
        var undefined: [ConfigurationSetting] = []
        /// What had to be switched off since it would have switched a setting's symbol on, sorted, by setting.
        var takenAlong: [ConfigurationSetting: [String]] = [:]
    }

    /// The configuration as it is.
    let configuration: KernelConfiguration
    /// The configuration before anything was overridden.
    let original: KernelConfiguration
    let answers: KernelConfiguration
    let overrides: KconfigOverrides
    let reading: Reading
    /// What was found for options that a unit needs on, by the options and the settings that are kept, sorted.
    let demands = Mutex<[[String]: [String]]>([:])

    /// Takes a configuration whose Kconfig files have been evaluated.
    ///
    /// - Parameter answers: What the user would have answered.
    convenience init(
        _ model: KconfigModel, answers: KernelConfiguration, tree: PatchedTree, architecture: Architecture
    ) {
        self.init(
            KconfigEvaluator.configuration(of: model, answers: answers), answers: answers,
            overrides: KconfigOverrides(), reading: Reading(tree, architecture, .evaluated, model))
    }

    /// Takes a configuration that is complete; the tree's Kconfig files are read when an override asks for
    /// them. Where it has none, nothing follows from an override.
    convenience init(
        complete configuration: KernelConfiguration, _ origin: Origin, tree: PatchedTree,
        architecture: Architecture
    ) {
        self.init(
            configuration, answers: configuration, overrides: KconfigOverrides(),
            reading: Reading(tree, architecture, origin, nil))
    }

    init(
        _ configuration: KernelConfiguration, answers: KernelConfiguration,
        overrides: KconfigOverrides = KconfigOverrides(),
        original: KernelConfiguration? = nil, reading: Reading
    ) {
        self.configuration = configuration
        self.original = original ?? configuration
        self.answers = answers
        self.overrides = overrides
        self.reading = reading
    }

    /// The tree that the Kconfig files are in.
    var tree: PatchedTree { reading.tree }

    /// Where the configuration comes from.
    var origin: Origin { reading.origin }

    /// Whether there are Kconfig files from which anything could follow.
    var hasFiles: Bool { reading.tree.base.hasFile("Kconfig") }

    /// Reads the Kconfig files, unless that was done.
    func readFiles() { _ = reading.model }

    /// Whether a Kconfig file defines the symbol of a setting.
    func defines(_ setting: ConfigurationSetting) -> Bool {
        reading.model.definedNumber(of: setting.symbol) != nil
    }

    /// Objects to the first setting whose symbol is written almost like one that there is.
    ///
    /// - Throws: ``KernelTreeError`` that names that symbol.
    func checkSpelling(_ settings: [ConfigurationSetting]) throws {
        let model = reading.model
        for setting in settings where model.definedNumber(of: setting.symbol) == nil {
            try KconfigSpelling(model).check(setting)
        }
    }

    /// What the user answered to the questions of Kconfig files, also where he answered "no".
    func answers(in model: KconfigModel) -> KernelConfiguration {
        var answers = answers
        if origin != .evaluated {
            // A build's header does not say what was answered with "no".
            for symbol in model.symbols where symbol.kind == .bool || symbol.kind == .tristate {
                if answers.values[symbol.name] == nil { answers.values[symbol.name] = "n" }
            }
        }
        return answers
    }

    /// Overrides symbols. What cannot be configured is forced all the same, and objected to.
    func overriding(_ settings: [ConfigurationSetting]) -> Outcome {
        let model = reading.model
        let answers = answers(in: model)
        let before = overrides
        var outcome = Outcome(configuration: configuration, rules: self)
        var overrides = overrides
        var known: [(number: Int, setting: ConfigurationSetting)] = []
        for setting in settings {
            if let number = model.definedNumber(of: setting.symbol) {
                known.append((number, setting))
                // An answer that counts before the others are looked at, so that their order does not matter.
                overrides.facts[number] = setting.value
            } else {
                outcome.undefined.append(setting)
            }
        }
        let architecture = reading.architecture
        let own = [architecture.familySymbol, architecture.symbol] + architecture.impliedSymbols
        let fixed = Set(own.compactMap { model.existingNumber(of: $0) })
        for (number, setting) in known {
            if setting.value == "n" {
                overrides.facts[number] = nil
                var search = KconfigSwitch(
                    model, answers: answers, overrides: overrides, fixed: fixed)
                if let obstacle = search.switchOff(number) {
                    overrides.facts[number] = setting.value
                    outcome.objections.append((setting, obstacle.words(model)))
                } else {
                    let others = search.overrides.off.subtracting(overrides.off).subtracting([number])
                    overrides = search.overrides
                    outcome.takenAlong[setting] = others.map { "CONFIG_\(model.symbols[$0].name)" }.sorted()
                }
            } else if let missing = KconfigEvaluator(model, answers: answers, overrides: overrides)
                .missingDependency(of: number)
            {
                outcome.objections.append((setting, missing))
            }
        }
        let new = KconfigEvaluator.configuration(of: model, answers: answers, overrides: overrides)
        if origin == .evaluated {
            outcome.configuration = new
        } else {
            // Only the difference counts: where the build's tools answered otherwise than is supposed here,
            // its answers stay.
            let old = KconfigEvaluator.configuration(of: model, answers: answers, overrides: before)
            for name in Set(old.values.keys).union(new.values.keys)
            where old.values[name] != new.values[name] {
                outcome.configuration.values[name] = new.values[name]
            }
        }
        outcome.configuration = outcome.configuration.forcing(settings).withoutOff
        outcome.rules = ConfigurationRules(
            outcome.configuration, answers: answers, overrides: overrides, original: original,
            reading: reading)
        return outcome
    }

    /// The model of a tree's Kconfig files, read when it is first asked for.
    final class Reading: Sendable {
        let tree: PatchedTree
        let architecture: Architecture
        let origin: Origin
        private let read: Mutex<KconfigModel?>
        /// The model of the state that was read last: the flavors of a state are asked for one after another.
        private let last = Mutex<(changes: [String: String], model: KconfigModel)?>(nil)

        init(_ tree: PatchedTree, _ architecture: Architecture, _ origin: Origin, _ model: KconfigModel?) {
            self.tree = tree
            self.architecture = architecture
            self.origin = origin
            read = Mutex(model)
        }

        var model: KconfigModel {
            read.withLock { model in
                if let known = model { return known }
                let made =
                    tree.base.hasFile("Kconfig")
                    ? KconfigReader.model(of: tree, architecture: architecture) : KconfigModel()
                model = made
                return made
            }
        }

        /// The model of a state of the tree that changes Kconfig files.
        func model(of state: PatchedTree) -> KconfigModel {
            let changes = state.changedKconfig
            return last.withLock { last in
                if let last, last.changes == changes { return last.model }
                let model = KconfigReader.model(of: state, architecture: architecture)
                last = (changes, model)
                return model
            }
        }
    }
}

extension ConfigurationRules: Hashable {
    /// Two are equal when they hold the same configuration, and what was laid over it.
    static func == (left: ConfigurationRules, right: ConfigurationRules) -> Bool {
        left.configuration == right.configuration && left.overrides == right.overrides
    }

    func hash(into hasher: inout Hasher) { hasher.combine(overrides) }
}
