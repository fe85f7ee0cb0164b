extension SMTWriter {
    /// What is read of one memory in several widths is the same bytes, the lowest first. Said only there: elsewhere a read of one width is a
    /// function of its own, which is cheaper to decide on.
    mutating func tellBytes() {
        var loads: [Memory: [(name: String, bytes: Int, address: String)]] = [:]
        for leaf in leaves {
            guard case .load(let memory, let address) = store.node(leaf.term) else { continue }
            loads[memory, default: []].append(
                (leaf.name, store.width(leaf.term) / 8, names[address] ?? ""))
        }
        for (memory, reads) in loads.sorted(by: { $0.key < $1.key }) {
            guard Set(reads.map(\.bytes)).count > 1, reads.count <= 64 else { continue }
            let byte = "m\(memory.index)_1"
            declare(byte, [64], 8)
            for read in reads where read.bytes > 1 {
                let parts = (0..<read.bytes).reversed().map { place in
                    place == 0
                        ? "(\(byte) \(read.address))" : "(\(byte) (bvadd \(read.address) (_ bv\(place) 64)))"
                }
                lines.append("(assert (= \(read.name) (concat \(parts.joined(separator: " ")))))")
            }
        }
    }
}
