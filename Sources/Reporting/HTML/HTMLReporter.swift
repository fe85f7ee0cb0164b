import Drift
import Mustache

/// The report as one page that stands alone: nothing is fetched, and it reads on a telephone, on paper, in the dark
/// and without a script.
public struct HTMLReporter: Reporter {
    /// Makes a reporter.
    public init() {}

    /// The whole page.
    public func render(_ report: DriftReport) -> String {
        guard let page = Self.library.render(PageView(report), withTemplate: "page") else {
            preconditionFailure("the template \"page\" is registered below")
        }
        return page + "\n"
    }

    /// The templates are part of the program; that they parse is tested.
    private static let library: MustacheLibrary = {
        var library = MustacheLibrary()
        for (name, text) in PageTemplate.all {
            do {
                try library.register(text, named: name)
            } catch {
                fatalError("the template \(name) does not parse: \(error)")
            }
        }
        return library
    }()
}
