import ArgumentParser
import Foundation
import Reporting

/// The terminal on standard output, if there is one.
enum Terminal {
    /// Whether standard output is a terminal.
    static var isOne: Bool { isatty(1) == 1 }

    /// Whether text on standard output may be coloured (https://no-color.org).
    static var isColored: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isOne && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// The page that standard output is: endless where it is no terminal.
    static var page: TextPage {
        guard isOne else { return .endless }
        return TextPage(columns: columns, isASCII: !hasUTF8, isTerminal: true)
    }

    /// How wide it is: what it says itself, else `COLUMNS`, else 80.
    static var columns: Int { columns(of: 1) }

    /// How wide the terminal on a descriptor is.
    static func columns(of descriptor: Int32) -> Int {
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        let named = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }
        return named.flatMap { $0 > 0 ? $0 : nil } ?? TextPage.usualColumns
    }

    /// Whether the locale is one of UTF-8, told as the C library does: `LC_ALL`, else `LC_CTYPE`, else `LANG`.
    static var hasUTF8: Bool {
        let environment = ProcessInfo.processInfo.environment
        let name =
            ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return ["utf-8", "utf8"].contains { name.lowercased().contains($0) }
    }
}

/// `--summary`, `--brief`, `--details`.
enum ExtentArgument: String, EnumerableFlag {
    case summary, brief, details

    /// How much text says.
    var extent: TextExtent {
        switch self {
        case .summary: .summary
        case .brief: .brief
        case .details: .details
        }
    }
}
