extension Note {
    /// How many references to an object were taken and not yet put.
    public static func references(_ object: Pointer) -> Note { Note("references", object) }
}

/// Objects that others own and the code only takes and puts: devices, files, modules. What the
/// ledger counts is what was taken since the state was made; putting more is a finding.
struct CountedObjects: Shim {
    static let names = [
        "get_device", "put_device", "get_file", "fget", "fput", "try_module_get", "__module_get",
        "module_put", "of_node_get", "of_node_put", "fwnode_handle_get", "fwnode_handle_put", "pci_dev_get",
        "pci_dev_put",
    ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        if name == "fget" { return try file(arguments.number(0), &context) }
        let object = try arguments.value(0)
        // Without CONFIG_MODULES a module is NULL, and all of these accept NULL but get_file.
        if object.isZero, name != "get_file", name != "fput" { return Self.result(name, object) }
        let note = Note.references(try context.place(arguments, 0))
        let count = context.count(note)
        if name.contains("put") {
            if count > 0 {
                context.setCount(note, count - 1)
            } else {
                let place = context.state.describe(try context.target(object))
                context.report(.refcountImbalance, "\(name): no reference to \(place) was taken")
            }
        } else {
            context.setCount(note, count + 1)
        }
        return Self.result(name, object)
    }

    private static func result(_ name: String, _ object: Value) -> Value {
        if name == "try_module_get" { return .boolean(true) }
        return name.contains("put") || name == "__module_get" ? .void : object
    }

    /// The file that the environment noted under a descriptor, or NULL.
    private func file(_ number: Int64, _ context: inout ShimContext) throws(Stop) -> Value {
        guard let file = context.state.notes[Note("file", index: number)] else { return .null }
        let note = Note.references(try context.target(file))
        context.setCount(note, context.count(note) + 1)
        return file
    }
}
