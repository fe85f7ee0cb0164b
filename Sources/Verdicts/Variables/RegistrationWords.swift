import Equivalence

/// A registration in the words of the macro that made it.
struct RegistrationWords {
    /// What the finding is about: `MODULE_LICENSE`, `lamp_quirk`.
    let symbol: String
    /// The registration without what it holds: the PCI fixup `lamp_quirk()`.
    let subject: String
    /// The registration with what it holds: `MODULE_LICENSE("GPL")`.
    let text: String
    /// What it holds.
    let value: String
    /// When it takes effect, or where it lies: `a late initcall (level 7)`.
    let phase: String

    init(_ registration: Registration) {
        phase = Self.phase(registration.section)
        value = registration.content.words()
        if registration.section == ".modinfo", case .text(let text) = registration.content {
            let entry = ModuleText(text)
            (symbol, subject) = (entry.symbol, "`\(entry.macro)`")
            self.text = "`\(entry.macro)(\"\(entry.value)\")`"
            return
        }
        let name = Self.name(registration)
        symbol = name.symbol
        subject = name.words
        text = name.words + (registration.section.isEmpty ? "" : ", \(phase),")
    }

    /// Where the contents of two registrations differ.
    static func changes(_ old: InitialContent, _ new: InitialContent) -> [(
        path: String, old: String, new: String
    )] {
        guard case .record = old, case .record = new else { return [] }
        return InitialContent.differences(from: old, to: new).map { part in
            let isPointer = part.old.isAddress || part.new.isAddress
            return (
                part.path, part.old.words(at: part.path, isPointer: isPointer),
                part.new.words(at: part.path, isPointer: isPointer)
            )
        }
    }

    // MARK: Names

    private static func name(_ one: Registration) -> (symbol: String, words: String) {
        if one.section.isEmpty { return alias(one) }
        if one.section.hasPrefix(".pci_fixup") {
            let hook = member("hook", of: one) ?? one.name
            return (hook, "the PCI fixup `\(hook)()`")
        }
        if one.section.contains("initcall") || one.section.contains("exitcall") {
            let function = function(one.content) ?? one.name
            return (function, "the initcall `\(function)()`")
        }
        if one.section == ".init.setup" {
            let option = member("str", of: one) ?? one.name
            return (option, "the boot parameter `\(option)`")
        }
        return (one.name, "`\(one.name)`")
    }

    /// What another name of something is for.
    private static func alias(_ one: Registration) -> (symbol: String, words: String) {
        let target: String
        switch one.content {
        case .function(let name), .variable(let name, _): target = name
        default: target = one.content.words()
        }
        switch one.name {
        case "init_module": return (one.name, "`module_init(\(target))`")
        case "cleanup_module": return (one.name, "`module_exit(\(target))`")
        default: break
        }
        if one.name.hasPrefix("__mod_") {
            return ("MODULE_DEVICE_TABLE", "`MODULE_DEVICE_TABLE(…, \(target))`")
        }
        return (one.name, "`\(one.name)`, another name of `\(target)`,")
    }

    private static func member(_ name: String, of one: Registration) -> String? {
        guard case .record(let members) = one.content else { return nil }
        switch members.contents[name] {
        case .function(let name): return name
        case .text(let text): return text
        default: return nil
        }
    }

    private static func function(_ content: InitialContent) -> String? {
        if case .function(let name) = content { name } else { nil }
    }

    // MARK: Phases

    private static let levels = [
        "early": "an early", "0": "a pure", "1": "a core", "2": "a postcore", "3": "an arch", "4": "a subsys",
        "5": "an fs",
        "rootfs": "a rootfs", "6": "a device", "7": "a late",
    ]

    private static func phase(_ section: String) -> String {
        if section.hasPrefix(".pci_fixup_") {
            return "run at `\(section.dropFirst(".pci_fixup_".count))`"
        }
        if section.hasPrefix(".initcall") {
            let level = section.dropFirst(".initcall".count).prefix { $0 != "." }
            let plain = level.hasSuffix("s") && level != "rootfs" ? String(level.dropLast()) : String(level)
            if let name = levels[plain] { return "\(name) initcall (level \(level))" }
        }
        return "in section `\(section)`"
    }
}

/// A text of a module's `.modinfo` section: `license=GPL`, `lamp.parm=debug:Debug level` where it is built in.
struct ModuleText {
    /// The word before `=`, without the module's name.
    let key: String
    /// The text behind it.
    let value: String

    init(_ text: String) {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        key = halves.first.map { String($0.split(separator: ".").last ?? $0) } ?? ""
        value = halves.count > 1 ? String(halves[1]) : ""
    }

    /// What findings on it are about. A module has one licence, and any number of aliases.
    var symbol: String {
        switch key {
        case "license", "description", "version": macro
        case "parm": "\(macro)(\(value.prefix { $0 != ":" }))"
        default: "\(macro)(\"\(value)\")"
        }
    }

    /// The macro that writes such a text.
    var macro: String {
        switch key {
        case "parm": "MODULE_PARM_DESC"
        case "import_ns": "MODULE_IMPORT_NS"
        case "softdep", "license", "author", "description", "version", "alias", "firmware", "weakdep":
            "MODULE_\(key.uppercased())"
        default: "MODULE_INFO(\(key))"
        }
    }
}
