import ABIModel
import Drift

/// Prints one declaration as C, with what C does not say in comments.
public struct DeclarationPrinter: Sendable {
    /// Makes a printer.
    public init() {}

    /// The declaration, ending in a line end. A record is printed as pahole does and nothing else; any other
    /// declaration stands after a line that says where it is and under which flavors.
    ///
    /// - Parameters:
    ///   - declaration: what to print.
    ///   - flavors: the names of the flavors that have it.
    ///   - records: the records that a record may have as members.
    ///   - pointerBytes: the size of a pointer, in bytes.
    public func text(
        _ declaration: Declaration, flavors: [String], records: [Record] = [], pointerBytes: Int = 8
    ) -> String {
        var lines: [String]
        switch declaration {
        case .record(let record):
            return PaholePrinter(records: records, pointerBytes: pointerBytes).text(record)
        case .enumeration(let value): lines = head(value.site, flavors, value.guard) + draw(value)
        case .function(let value): lines = head(value.site, flavors, value.guard) + draw(value)
        case .macro(let value): lines = head(value.site, flavors, value.guard) + [Self.draw(value)]
        case .typedef(let value):
            lines = head(value.site, flavors, value.guard) + ["typedef \(value.type.declaring(value.name));"]
        case .variable(let value):
            lines = head(value.site, flavors, value.guard) + ["extern \(value.type.declaring(value.name));"]
            lines += exportLines(value.export, of: value.name)
        case .text(let text): lines = [text.sentence]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func head(_ site: SourceSite, _ flavors: [String], _ condition: String?) -> [String] {
        let condition = condition.map { ", #if \($0)" } ?? ""
        return ["/* \(site) (\(flavors.joined(separator: "; ")))\(condition) */"]
    }

    private func draw(_ value: Enumeration) -> [String] {
        let isNamed = !value.name.hasPrefix("(")
        var lines = [isNamed ? "enum \(value.name) {" : "enum {"]
        let width = value.constants.map(\.name.count).max() ?? 0
        lines += value.constants.map { constant in
            "\t\(PaholePrinter.padded(constant.name, width)) = \(constant.value),"
        }
        return lines + ["};"]
    }

    private func draw(_ function: Function) -> [String] {
        let isInline = function.linkage == .inline && function.isDefinition
        let prefix =
            switch function.linkage {
            case .external: ""
            case .static: "static "
            case .inline: "static inline "
            }
        var line = prefix + function.signature
        switch function.result {
        case .nothing? where isInline: line += " { }"
        case .value(let value)? where isInline:
            line += " { return \(Errno.spelling(of: value, returnType: function.returnType)); }"
        case .computed(let body)? where isInline: line += " { \(body) }"
        default: line += ";"
        }
        return [line] + exportLines(function.export, of: function.name)
    }

    private func exportLines(_ export: Function.Export?, of name: String) -> [String] {
        guard let export else { return [] }
        return ["\(export.macro)(\(name)\(export.namespace.map { ", \($0)" } ?? ""));"]
    }

    /// The macro with its value: the number is written as the source has it.
    static func draw(_ macro: Macro) -> String {
        switch macro.value {
        case .integer(let value):
            switch macro.number?.notation {
            case .decimal?, nil: "#define \(macro.name) \(value)"
            case .hexadecimal?: "#define \(macro.name) \(value.hexadecimal)"
            case .ioctl(let number)?: "#define \(macro.name) \(value.hexadecimal) /* \(number) */"
            }
        case .string(let text): "#define \(macro.name) \"\(text)\""
        case .text(let text): "#define \(macro.signature)" + (text.isEmpty ? "" : " \(text)")
        }
    }
}
