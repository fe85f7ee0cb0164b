import Glibc

extension Flavor {
    /// The option for which the Makefile beside a unit builds it (`obj-$(CONFIG_X) += unit.o`), where the
    /// configuration has that option neither built in nor as a module.
    ///
    /// Such a unit is compiled only where the option is on: a header may give it stubs under `#else` that it
    /// defines itself. It is read as if the option were on. Nil too where the flavor forces the option, or
    /// where no configuration is at hand.
    public func optionOff(forUnit unit: String, in tree: PatchedTree) -> String? {
        guard unit.hasSuffix(".c"), let slash = unit.lastIndex(of: "/") else { return nil }
        let directory = String(unit[..<slash])
        let object = unit[unit.index(after: slash)...].dropLast(2) + ".o"
        var options: [String] = []
        for line in MakefileText.lines(in: directory, of: tree) where line.hasPrefix("obj-$(CONFIG_") {
            let words = line.split { " \t".contains($0) }
            guard words.dropFirst().contains(object), let rest = line.after("obj-$(") else { continue }
            options.append(String(rest.prefix { $0 != ")" }))
        }
        // Where two options build a unit, one that is on is enough.
        guard let first = options.first, let configuration = configurationText(of: tree) else { return nil }
        let isOn = options.contains { option in
            settings.contains { $0.name == option }
                || ["\(option) ", "\(option)_MODULE "].contains {
                    strstr(configuration, "#define \($0)") != nil
                }
        }
        return isOn ? nil : first
    }

    /// The configuration as a C string: some hundred kilobytes that are searched for every unit.
    private func configurationText(of tree: PatchedTree) -> [CChar]? {
        let path = "include/generated/autoconf.h"
        guard let text = virtualFiles[path] ?? (try? tree.base.contents(of: path)) else { return nil }
        return text.map { CChar(bitPattern: $0) } + [0]
    }
}
