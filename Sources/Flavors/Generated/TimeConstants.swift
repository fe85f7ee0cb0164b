import KernelTree

/// `include/generated/timeconst.h`: factors for converting between jiffies and units of time.
///
/// The formulas are those of `kernel/time/timeconst.bc`, in 128-bit arithmetic instead of `bc`.
enum TimeConstants {
    /// The header for a tick rate in Hz; `nil` for rates that the kernel does not know.
    static func header(ticksPerSecond hz: Int) -> [UInt8]? {
        guard hz >= 2, hz <= 1_000_000 else { return nil }
        let ticks = UInt128(hz)
        var text = """
            #ifndef KERNEL_TIMECONST_H
            #define KERNEL_TIMECONST_H
            #include <linux/param.h>
            #include <linux/types.h>

            """
        for (unit, perSecond) in [("MSEC", UInt128(1000)), ("USEC", 1_000_000)] {
            text += reciprocal("HZ_TO_\(unit)", perSecond, ticks)
            text += reciprocal("\(unit)_TO_HZ", ticks, perSecond)
            text += fraction(unit, perSecond, ticks)
        }
        text += fraction("NSEC", 1_000_000_000, ticks)
        return Array((text + "#endif\n").utf8)
    }

    private static func reciprocal(_ name: String, _ numerator: UInt128, _ denominator: UInt128) -> String {
        // The shift that brings the factor to 32 significant bits.
        var shift = 0
        while factor(shift, numerator, denominator) < 1 << 31 { shift += 1 }
        let reduced = denominator / divisor(numerator, denominator)
        let adjustment = (UInt128(1) << UInt128(shift)) * (reduced - 1) / reduced
        let multiplier = String(factor(shift, numerator, denominator), radix: 16, uppercase: true)
        return """
            #define \(name)_MUL32\tU64_C(0x\(multiplier))
            #define \(name)_ADJ32\tU64_C(0x\(String(adjustment, radix: 16, uppercase: true)))
            #define \(name)_SHR32\t\(shift)

            """
    }

    private static func fraction(_ unit: String, _ perSecond: UInt128, _ ticks: UInt128) -> String {
        let common = divisor(ticks, perSecond)
        return """
            #define HZ_TO_\(unit)_NUM\t\t\(perSecond / common)
            #define HZ_TO_\(unit)_DEN\t\t\(ticks / common)
            #define \(unit)_TO_HZ_NUM\t\t\(ticks / common)
            #define \(unit)_TO_HZ_DEN\t\t\(perSecond / common)

            """
    }

    private static func factor(_ shift: Int, _ numerator: UInt128, _ denominator: UInt128) -> UInt128 {
        ((UInt128(1) << UInt128(shift)) * numerator + denominator - 1) / denominator
    }

    private static func divisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
        second == 0 ? first : divisor(second, first % second)
    }
}
