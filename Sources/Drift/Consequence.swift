import ABIModel
import Phrases

/// What follows from a change and is no finding of its own.
public enum Consequence: Hashable, Sendable {
    // MARK: Records

    /// A member lies elsewhere.
    case moved(member: String, from: Offset, to: Offset)
    /// The record itself has another size, in bytes.
    case resized(record: String, from: Int, to: Int)
    /// The record itself has another alignment, in bytes.
    case realigned(from: Int, to: Int)
    /// A record that embeds it has another size, in bytes.
    case outerResized(record: String, from: Int, to: Int)
    /// A record that embeds it is laid out anew at the same size.
    case outerLaidOutAnew(record: String)

    // MARK: Constants

    /// A constant went along to another value.
    case renumbered(constant: String, from: CInteger, to: CInteger)
    /// The constant that counts the others went along.
    case countChanged(constant: String, from: CInteger, to: CInteger)
    /// The old value means another constant now.
    case takenOver(value: CInteger, by: String)
    /// A constant is gone with its enum.
    case lost(constant: String, value: CInteger)

    // MARK: Reach

    /// An export is gone with its function.
    case unexported(Function.Export)
    /// Exported functions and variables reach the type; sorted.
    case reachesExports([String])
    /// Records for user space reach the type; sorted.
    case reachesUserSpace([String])

    // MARK: Causes

    /// It follows from the change of these names, which stand elsewhere; sorted.
    case follows(from: [String])

    // MARK: Other sides

    /// Another flavor shows the change in another form.
    case elsewhere(flavor: String, Phrase, Doubt?)
    /// The old side's call has another name.
    case calledOtherwise(in: Label, function: String)
    /// The sides had parted before the last call, by a drift of this key.
    case partedBefore(String)
    /// Other runs show the same.
    case alsoAfter(calls: [String], setting: String)

    // MARK: What others say

    /// A compiler's message, with its place.
    case complaint(SourceSite, String)
    /// Another place that a patch does not apply to; the line is nil where it is not known.
    case obstacle(file: String, line: Int?, reason: String)
    /// What one rule alone has to say.
    case stated(Phrase)

    /// Where a member begins.
    public struct Offset: Hashable, Sendable {
        /// In bits from the start of the record.
        public var bits: Int
        /// Whether it is a bit-field, which is told in bits.
        public var isBitField: Bool

        /// Makes an offset.
        public init(bits: Int, isBitField: Bool) {
            self.bits = bits
            self.isBitField = isBitField
        }
    }

    /// Whether it says that a member of the record lies elsewhere.
    public var isMove: Bool {
        if case .moved = self { return true }
        return false
    }
}
