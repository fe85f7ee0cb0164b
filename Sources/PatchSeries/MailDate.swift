/// The date of a mail (RFC 5322 3.3; obsolete years and zones: 4.3).
enum MailDate {
    /// Seconds since 1970 (UTC); nil for a text that is no date.
    static func seconds(_ text: String) -> Int? {
        var words = text.split { $0 == " " || $0 == "\t" || $0 == "," }[...]
        // The name of the day; asctime(3) has the month next.
        if let first = words.first, first.first?.isLetter == true { words = words.dropFirst() }
        guard words.count >= 3 else { return nil }
        if month(words[words.startIndex]) != nil { words.swapAt(words.startIndex, words.startIndex + 1) }
        let parts = Array(words)
        guard let day = Int(parts[0]), (1...31).contains(day), let month = month(parts[1]) else { return nil }
        // `1 Jan 2024 09:00:00 +0000`, or asctime's `1 Jan 09:00:00 2024`.
        let isYearLast = parts.count > 3 && parts[2].contains(":")
        guard var year = Int(isYearLast ? parts[3] : parts[2]), year >= 0 else { return nil }
        if year < 50 { year += 2000 } else if year < 1000 { year += 1900 }
        guard year < 10_000 else { return nil }
        var clock = 0
        if let time = isYearLast ? parts[2] : parts.dropFirst(3).first {
            let numbers = time.split(separator: ":").map { Int($0.prefix(while: \.isNumber)) ?? -1 }
            guard (2...3).contains(numbers.count), (0...23).contains(numbers[0]),
                numbers.allSatisfy({ (0...60).contains($0) })
            else { return nil }
            clock = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count > 2 ? numbers[2] : 0)
        }
        let zone = parts.dropFirst(4).first.map(offset) ?? 0
        return days(year, month, day) * 86_400 + clock - zone
    }

    private static func month(_ word: Substring) -> Int? {
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return names.firstIndex(of: String(word.lowercased().prefix(3))).map { $0 + 1 }
    }

    /// The seconds that a zone is ahead of UTC.
    private static func offset(_ zone: Substring) -> Int {
        if let sign = zone.first, sign == "+" || sign == "-", let number = Int(zone.dropFirst()),
            number < 10_000
        {
            return (sign == "-" ? -1 : 1) * (number / 100 * 3600 + number % 100 * 60)
        }
        let hours = ["EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7]
        return (hours[String(zone)] ?? 0) * 3600
    }

    /// The days from 1970-01-01 to a day of the Gregorian calendar.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // Years that begin in March end in the leap day.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
