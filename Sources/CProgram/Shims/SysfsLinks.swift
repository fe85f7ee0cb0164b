/// Symbolic links in sysfs, by the object that they are in and their name; making one takes memory.
///
/// A name that is not known to the machine, say one that was formatted, is not kept.
struct SysfsLinks: Shim {
    static let names = ["sysfs_create_link", "sysfs_create_link_nowarn", "sysfs_remove_link"]
    private static let exists: Int64 = -17
    private static let noMemory: Int64 = -12

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        let isMade = name != "sysfs_remove_link"
        if isMade, try context.allocationFails(name) { return .integer(Self.noMemory) }
        guard let bytes = try? context.bytes(of: arguments.value(isMade ? 2 : 1)) else { return .zero }
        let text = String(decoding: bytes, as: UTF8.self)
        let link = Note("sysfs link \(text)", try context.place(arguments, 0))
        guard isMade else {
            context.state.notes[link] = nil
            return .zero
        }
        guard context.state.notes[link] == nil else {
            if name == "sysfs_create_link" { context.report(.warn, "a second link \(text)", isLogged: true) }
            return .integer(Self.exists)
        }
        context.state.notes[link] = .integer(1)
        return .zero
    }
}
