import KernelTree

/// Finds the option that somebody meant who wrote one that there is none of.
struct KconfigSpelling {
    private let model: KconfigModel

    init(_ model: KconfigModel) {
        self.model = model
    }

    /// Objects to a name that is one or two slips away from an option's.
    ///
    /// A name that is like none is left: the series may bring the option, or the other tree may have it. So is
    /// one that differs in its digits, as options of two drivers do.
    ///
    /// - Throws: ``KernelTreeError`` that names the option.
    func check(_ setting: ConfigurationSetting) throws {
        guard let meant = nearest(to: setting.symbol) else { return }
        throw KernelTreeError(
            message: "the tree has no option \(setting.name)",
            hint: "did you mean CONFIG_\(meant)?")
    }

    /// The defined option with the fewest slips between, the first by name among several.
    func nearest(to name: String) -> String? {
        let wanted = Array(name.utf8)
        let most = wanted.count < 6 ? 0 : wanted.count < 14 ? 1 : 2
        var best: (slips: Int, name: String)?
        for symbol in model.symbols where symbol.kind != .unknown {
            let other = Array(symbol.name.utf8)
            guard abs(other.count - wanted.count) <= most,
                other.filter(Self.isDigit) == wanted.filter(Self.isDigit)
            else { continue }
            let slips = Self.slips(wanted, other)
            if slips <= most, best.map({ (slips, symbol.name) < ($0.slips, $0.name) }) ?? true {
                best = (slips, symbol.name)
            }
        }
        return best?.name
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// How many letters were left out, put in, replaced, or swapped with their neighbour.
    static func slips(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var rows = [Array(0...second.count)]
        for i in first.indices {
            var row = [i + 1]
            for j in second.indices {
                var least = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (first[i] == second[j] ? 0 : 1))
                if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
                    least = min(least, rows[i - 1][j - 1] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[first.count][second.count]
    }
}
