import KernelTree

extension ConfigurationRules {
    /// The configuration as the Kconfig files of a state of the tree make it, from the same answers.
    ///
    /// A configuration that was not evaluated here keeps what it has but where the two sets of Kconfig files answer
    /// differently: an option that the state brings has its default, as `make olddefconfig` would give it.
    ///
    /// - Parameter settings: what is laid over the configuration, all of it.
    func following(_ state: PatchedTree, settings: [ConfigurationSetting]) -> ConfigurationRules {
        let model = reading.model(of: state)
        let own = Reading(state, reading.architecture, origin, settings.isEmpty ? nil : model)
        let bare: ConfigurationRules
        if origin == .evaluated {
            bare = ConfigurationRules(
                KconfigEvaluator.configuration(of: model, answers: answers), answers: answers, reading: own)
        } else {
            let answers = answers(in: reading.model)
            let old = KconfigEvaluator.configuration(of: reading.model, answers: answers).values
            let new = KconfigEvaluator.configuration(of: model, answers: answers).values
            var configuration = original
            for name in Set(old.keys).union(new.keys) where old[name] != new[name] {
                configuration.values[name] = new[name]
            }
            bare = ConfigurationRules(configuration, answers: configuration, reading: own)
        }
        return settings.isEmpty ? bare : bare.overriding(settings.sorted()).rules
    }
}
