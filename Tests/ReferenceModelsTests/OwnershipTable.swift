@testable import ReferenceModels

/// The model printed the way Documentation/DMAOwnership.md writes it, so that the two can be compared as text.
enum OwnershipTable {
    static func constants(_ label: String, of tag: String) -> String {
        let found = DMAOwnership.structure.revision(label)?.enumeration(tag)
        return (found?.constants ?? []).map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
    }

    /// `unsigned int owner_cnt@0`: offsets in bytes, `byte:bit` for a bit-field.
    static func stretch(_ label: String, of tag: String, _ place: ReferenceStretch.Place) -> String? {
        let stretch = DMAOwnership.structure.revision(label)?.stretches(of: tag)
            .first { $0.place == place }
        guard let stretch else { return nil }
        let members = stretch.members.map { member in
            var text = "\(member.type) \(member.name)"
            if let width = member.bitWidth { text += ":\(width)" }
            if let offset = member.offsetBits {
                text += offset % 8 == 0 ? "@\(offset / 8)" : "@\(offset / 8):\(offset % 8)"
            }
            return text
        }.joined(separator: "; ")
        return members + (stretch.addedBytes.map { " +\($0)" } ?? "")
    }

    /// `int f(struct device *dev) | -ENODEV | yes`, for the functions of `iommu.h` that have a stub in the
    /// model, sorted.
    static func prototypes(_ label: String) -> [String] {
        let functions = DMAOwnership.structure.revision(label)?.functions ?? []
        return functions.filter { $0.home == "include/linux/iommu.h" && $0.stub != nil }.map { function in
            let stub = function.stub?.text(returnType: function.returnType) ?? ""
            return "\(function.function.signature) | \(stub) | \(function.isExported == true ? "yes" : "no")"
        }.sorted()
    }

    /// The functions of one file, `static` where they are.
    static func functions(_ label: String, in home: String) -> String {
        let functions = DMAOwnership.structure.revision(label)?.functions ?? []
        return functions.filter { $0.home == home }
            .map { ($0.linkage == .static ? "static " : "") + $0.name }.joined(separator: ", ")
    }
}
