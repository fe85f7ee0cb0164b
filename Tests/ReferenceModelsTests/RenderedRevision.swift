import ABIModel

@testable import ReferenceModels

/// A tree that declares just what a reference revision says, as snapshots of two flavors.
struct RenderedRevision {
    /// With the option on: headers and `.c` files.
    var on: Snapshot
    /// With the option off: headers alone.
    var off: Snapshot

    var both: [Snapshot] { [on, off] }

    init(_ label: String, of structure: ReferenceStructure = DMAOwnership.structure) {
        on = Snapshot()
        off = Snapshot()
        guard let revision = structure.revision(label) else { return }
        let enums = revision.enums.map {
            Enumeration(
                name: $0.name, underlyingType: "unsigned int", constants: $0.constants,
                site: Self.site($0.home))
        }
        var prototypes: [Function] = []
        var definitions: [Function] = []
        var stubs: [Function] = []
        for wanted in revision.functions {
            var function = wanted.function
            function.site = Self.site(wanted.home)
            function.isDefinition = wanted.linkage == .static
            prototypes.append(function)
            if let unit = wanted.definition {
                function.site = Self.site(unit)
                function.isDefinition = true
                function.export = wanted.isExported == true ? .init(macro: "EXPORT_SYMBOL_GPL") : nil
                definitions.append(function)
            }
            if wanted.home == "include/linux/iommu.h" {
                function = wanted.function
                function.linkage = .inline
                function.result = Self.result(of: wanted.stub)
                stubs.append(function)
            }
        }
        let macros = revision.macros.map {
            Macro(name: $0.name, value: .integer(CInteger($0.value)), site: Self.site($0.home))
        }
        // Every file declares something of its own, so that it counts as read.
        let homes = Set(structure.revisions.flatMap { $0.stretches.map(\.home) + $0.functions.map(\.home) })
        let guards = homes.filter(revision.speaks).sorted().map {
            Macro(name: "GUARD_\($0.count)", value: .text(""), site: Self.site($0))
        }
        on = Snapshot(
            enums: enums, records: Self.records(revision), functions: prototypes + definitions,
            macros: macros + guards)
        off = Snapshot(enums: enums, functions: stubs, macros: macros)
    }

    static func site(_ file: String) -> SourceSite { SourceSite(file: file, line: 1) }

    private static func result(of stub: ReferenceStub?) -> Function.Result {
        switch stub {
        case nil, .nothing: .nothing
        case .value(let value): .value(value)
        case .zero(let parameter, let constant, _):
            .computed("if ( \(parameter) != \(constant) ) return - EINVAL ; return 0 ;")
        }
    }

    private static func records(_ revision: ReferenceRevision) -> [Record] {
        Set(revision.stretches.map(\.record)).sorted().map { tag in
            let stretches = revision.stretches(of: tag)
            var members: [ReferenceMember] = []
            var end: [ReferenceMember] = []
            for stretch in stretches {
                switch stretch.place {
                case .before(let name):
                    members += stretch.members + [ReferenceMember("struct list_head", name)]
                case .after: members += stretch.members
                case .between(let first, let last):
                    members += [ReferenceMember("const char *", first)] + stretch.members
                    end = [ReferenceMember("int", last)]
                case .last, .anywhere: members += [ReferenceMember("void *", "private")] + stretch.members
                }
            }
            return record(tag, members + end, in: stretches[0].home)
        }
    }

    /// Lays members out as C does on a 64-bit machine.
    static func record(_ tag: String, _ wanted: [ReferenceMember], in home: String) -> Record {
        var members: [Member] = []
        var position = 0
        for member in wanted {
            let (size, align) = layout(member.type)
            if let width = member.bitWidth {
                members.append(
                    Member(
                        name: member.name, type: member.type, offsetBits: position, sizeBits: width,
                        bitWidth: width))
                position += width
            } else {
                position = (position + align - 1) / align * align
                members.append(
                    Member(name: member.name, type: member.type, offsetBits: position, sizeBits: size))
                position += size
            }
        }
        return Record(
            name: tag, sizeBytes: (position + 63) / 64 * 8, alignBytes: 8, members: members, site: site(home))
    }

    private static func layout(_ type: String) -> (size: Int, align: Int) {
        switch type {
        case "bool": (8, 8)
        case "int", "unsigned int", "refcount_t", "enum iommu_dma_owner": (32, 32)
        case "struct list_head": (128, 64)
        default: (64, 64)
        }
    }
}
