import CProgram
import Drift
import Equivalence

/// The lowered C of one unit under one flavor in two states of a tree.
package struct ProgramPair: Sendable {
    /// The label of the old side.
    package var from: Label
    /// The label of the new side.
    package var to: Label
    /// The flavor's name.
    package var flavor: String
    /// Both sides, with one layout.
    package let layout: CommonLayout
    /// The old side, with the new side's layouts.
    package var old: Program { layout.old }
    /// The new side.
    package var new: Program { layout.new }
    /// The files whose functions are asked for, by the new side's names.
    package var files: Set<String>

    /// Makes a pair; see the properties.
    package init(
        from: Label, to: Label, flavor: String, old: Program, new: Program, files: Set<String>
    ) {
        self.from = from
        self.to = to
        self.flavor = flavor
        layout = CommonLayout(old: old, new: new)
        self.files = files
    }

    /// Whether both sides define functions and variables of the same names, but for names that macros and the lowering number.
    package var definesTheSame: Bool {
        func variables(_ program: Program) -> Set<String> {
            Set(program.globals.keys.filter { !$0.hasPrefix("__") && !$0.contains("#") })
        }
        return Set(old.functions.keys) == Set(new.functions.keys) && variables(old) == variables(new)
    }
}
