/// How much the text report says.
public enum TextExtent: String, CaseIterable, Sendable {
    /// One line a step.
    case summary
    /// The verdicts, and the gravest changes in a line each: what a person reads first.
    case brief
    /// Everything, with its evidence.
    case details

    /// The reporter that says so much.
    func reporter(style: TextStyle, page: TextPage) -> any Reporter {
        switch self {
        case .summary: SummaryReporter(style: style, page: page)
        case .brief: BriefReporter(style: style, page: page)
        case .details: TextReporter(style: style, page: page)
        }
    }
}
