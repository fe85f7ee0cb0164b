import ABIModel
import CProgram

/// Something that takes effect by lying in a section of its own, or by standing for another name: what `module_param()`,
/// `MODULE_LICENSE()`, `MODULE_DEVICE_TABLE()`, `DECLARE_PCI_FIXUP_HEADER()`, `late_initcall()` and `__setup()` leave behind.
public struct Registration: Hashable, Sendable {
    /// The section; "" for another name of something.
    public var section: String
    /// The name that the macro gave it, without numbers: `__param_debug`, `init_module`. Of assembly, what it names last.
    public var name: String
    /// What it holds; for another name, what it is another name of.
    public var content: InitialContent
    /// Where it is declared.
    public var site: SourceSite

    /// Whether a variable is one.
    static func isOne(_ name: String, _ variable: GlobalVariable) -> Bool {
        alias(in: variable.attributes) != nil
            || Sections.name(in: variable.attributes).map(Sections.registers) ?? false
    }

    /// What a declaration is another name of.
    static func alias(in attributes: [String]) -> String? {
        for text in attributes where text.hasPrefix("alias(") {
            return String(text.dropFirst("alias(".count).dropLast().filter { $0 != "\"" })
        }
        return nil
    }

    // MARK: All of a program

    /// The registrations of some files.
    static func all(of program: Program, in isWanted: (String) -> Bool) -> [Registration] {
        let reader = ContentReader(program: program)
        var result: [Registration] = []
        for (name, variable) in program.globals.sorted(by: { $0.key < $1.key }) {
            guard let site = variable.site, isWanted(site.file), isOne(name, variable) else { continue }
            let section = Sections.name(in: variable.attributes) ?? ""
            let alias = alias(in: variable.attributes).map { InitialContent.variable($0, 0) }
            result.append(
                Registration(
                    section: section, name: plain(name),
                    content: alias ?? reader.content(of: variable) ?? .unread("another unit defines it"),
                    site: site))
        }
        // Another name of a function has no body, and no place.
        let file = program.functions.values.map(\.site.file).filter(isWanted).min() ?? ""
        for (name, signature) in program.declarations.sorted(by: { $0.key < $1.key }) {
            guard let target = alias(in: signature.attributes) else { continue }
            result.append(
                Registration(
                    section: "", name: name, content: .function(target), site: SourceSite(file: file, line: 0)
                ))
        }
        for text in program.assembly {
            guard let (section, name) = Self.assembly(text), Sections.registers(section) else { continue }
            result.append(
                Registration(
                    section: section, name: name, content: .text(lines(text)),
                    site: SourceSite(file: file, line: 0)))
        }
        return result
    }

    /// A name without the numbers that macros and the lowering give: the line in `__pci_fixup_lamp_quirk120`.
    private static func plain(_ name: String) -> String {
        let base = name.prefix { $0 != "#" }
        guard base.hasPrefix("__pci_fixup_") || base.hasPrefix("__initcall_") else { return String(base) }
        return String(base.reversed().drop(while: \.isNumber).reversed())
    }

    /// The section that assembly puts something into, and the last name that it puts there.
    private static func assembly(_ text: String) -> (section: String, name: String)? {
        var section: String?
        var name = ""
        for line in text.split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
            let words = line.split { " \t,\"".contains($0) }
            guard let first = words.first, words.count > 1 else { continue }
            if first == ".section" { section = section ?? String(words[1]) }
            if [".long", ".quad", ".word", ".4byte", ".8byte"].contains(first),
                words[1].first?.isNumber == false
            {
                name = String(words[1])
            }
        }
        return section.map { ($0, name) }
    }

    /// What assembly puts into its section, without the section and the labels.
    private static func lines(_ text: String) -> String {
        text.split(whereSeparator: { $0 == "\n" || $0 == ";" }).map { line in
            line.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        }.filter { line in
            !line.isEmpty && !line.hasPrefix(".section") && !line.hasPrefix(".previous")
                && !line.hasSuffix(":")
        }.joined(separator: "; ")
    }
}
