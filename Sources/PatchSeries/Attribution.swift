/// A line that says who wrote the quote below it.
struct Attribution {
    /// The name, else the address; "" where the line gives only a date.
    var name: String
    /// Whether it gives the date.
    var hasDate: Bool

    private static let verbs = ["wrote:", "writes:", "wrote", "writes", "said:", "schrieb:", "a écrit :"]

    /// Reads a line, or several that were joined with blanks; nil where it is no attribution.
    init?(_ line: String) {
        var text = Substring(line).trimmed
        guard text.utf8.count < 400 else { return nil }
        let verb = Self.verbs.first { text.hasSuffix(" " + $0) || text.hasSuffix(">" + $0) }
        let begins = ["On ", "Am ", "Le ", "At ", "* "].first { text.hasPrefix($0) }
        if let verb { text = Substring(text.dropLast(verb.count)).trimmed }
        // `… wrote` without a colon, or no verb at all, needs the date to be told from a sentence.
        let date = begins == nil ? nil : Self.endOfDate(in: text)
        hasDate = date != nil
        guard verb.map({ $0.hasSuffix(":") }) == true || hasDate else { return nil }
        if verb == nil {
            guard begins == "On ", let date, text[date...].utf8.count <= 60, !text.hasSuffix(".") else {
                return nil
            }
        }
        var person = date.map { text[$0...] } ?? text[...]
        if date == nil, let comma = text.lastIndex(of: ","), begins != nil { person = text[comma...] }
        while let first = person.first, " ,:;>)".contains(first) { person = person.dropFirst() }
        while let last = person.last, " ,:".contains(last) { person = person.dropLast() }
        if verb == nil, !person.isEmpty, !Self.isName(person) { return nil }
        let name = Correspondent(String(person)).displayName
        if name.split(separator: " ").count > 8 { return nil }
        self.name = name
    }

    /// Two or more words with capitals, or an address: not the rest of a sentence.
    private static func isName(_ text: Substring) -> Bool {
        if text.contains("@") { return true }
        let words = text.split(separator: " ")
        return words.count <= 5 && words.allSatisfy { $0.first?.isUppercase == true }
    }

    /// Where the date of `On <date>, <person>` ends; nil where there is no date.
    ///
    /// The date's words are numbers, clock times, zones, names of days and months, and `at`.
    private static func endOfDate(in text: String) -> String.Index? {
        var end: String.Index?
        var numbers = 0
        for word in text.split(separator: " ").dropFirst() {
            guard isDateWord(word) else { break }
            if word.contains(where: \.isNumber) { numbers += 1 }
            end = word.endIndex
        }
        return numbers > 0 ? end : nil
    }

    private static let names: Set<String> = [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday",
        "friday",
        "saturday", "sunday", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
        "dec", "january", "february", "march", "april", "june", "july", "august", "september", "october",
        "november", "december", "at", "am", "pm", "utc", "gmt", "um", "den", "le", "of",
    ]

    private static func isDateWord(_ word: Substring) -> Bool {
        let bare = word.trimming { !($0.isLetter || $0.isNumber || $0 == "+" || $0 == "-") }.lowercased()
        if bare.isEmpty { return word == "," || word == "-" }
        if names.contains(bare) { return true }
        // 17, 2021, 01:22:19PM, 2021-11-17, 11/16/21, 17.11.21, +0800, 17th
        guard bare.contains(where: \.isNumber) else {
            return word.hasPrefix("(") && word.contains(")") && bare.count <= 4
        }
        let rest = bare.filter { !$0.isNumber && !":-+/.".contains($0) }
        return ["", "am", "pm", "st", "nd", "rd", "th", "t", "z", "h"].contains(rest)
    }
}

extension Substring {
    /// The text without characters at its ends that fit.
    fileprivate func trimming(_ fits: (Character) -> Bool) -> Substring {
        var copy = self
        while let first = copy.first, fits(first) { copy.removeFirst() }
        while let last = copy.last, fits(last) { copy.removeLast() }
        return copy
    }
}
