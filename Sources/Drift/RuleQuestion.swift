/// What a reviewer asks the author about a change, where several rules ask the same. A rule with a question of its
/// own writes it into its file.
public enum RuleQuestion {
    /// Of a change that is neither right nor wrong by itself.
    public static let meant = "Is this meant?"
    /// Of something that is gone.
    public static let nobodyNeedsIt = "Is nobody left who needs it?"
    /// Of something that has another name.
    public static let usersConverted = "Are all users converted, those in flight included?"
    /// Of a function that is called in another way.
    public static let callersConverted = "Are all callers converted, those in flight included?"
    /// Of a name that means another number.
    public static let nobodyReliesOnTheValue = "Does nobody rely on the old value?"
    /// Of a function that its stub does not stand in for.
    public static let optionsAgree = "Should the two sides of the option not agree?"
    /// Of a function that fewer can reach.
    public static let noModuleNeedsIt = "Is no module left that needs it?"
    /// Of members that lie elsewhere.
    public static let layoutMeant = "Is the new layout meant?"
    /// Of a run of calls that ends differently.
    public static let callersExpectIt = "Is this change meant, and do all callers expect it?"
    /// Of what could not be told.
    public static let unknown = "Could you have a look?"
}
