import CProgram
import SymbolicExecution

/// What stands in the constants of a side, at the addresses that a case gives them.
struct ConstantBytes {
    let side: SideCode
    let layout: AddressLayout

    /// The byte at an address, or nil where no constant lies there.
    func byte(_ address: UInt64) -> UInt8? {
        guard address >= AddressLayout.globalBase else { return nil }
        let number = Int((address - AddressLayout.globalBase) / AddressLayout.spacing)
        let offset = Int((address - AddressLayout.globalBase) % AddressLayout.spacing)
        guard let name = layout.store.globalObject(number), let table = side.constants(name),
            offset < table.bytes
        else {
            return nil
        }
        guard let part = table.part(at: offset) else { return 0 }
        let value: UInt64
        switch part.content {
        case .number(let number): value = number
        case .object(let object, let distance):
            value = layout.address(of: side.object(object)) &+ UInt64(bitPattern: distance)
        }
        return UInt8(truncatingIfNeeded: value >> UInt64(8 * (offset - part.offset)))
    }
}
