/// When mails were sent, as far as their dates and what they answer tell.
struct MailTimes {
    private let messages: [MailMessage]
    private var indexOf: [String: Int] = [:]
    private var dates: [Int?] = []

    /// Reads the dates of mails.
    init(_ messages: [MailMessage]) {
        self.messages = messages
        for (index, message) in messages.enumerated() where !message.messageID.isEmpty {
            indexOf[message.messageID] = indexOf[message.messageID] ?? index
        }
        dates = messages.map { MailDate.seconds($0.date) }
        // Clocks differ: an answer does not come before what it answers.
        for index in messages.indices { settle(index) }
    }

    /// The date of a mail in seconds since 1970; nil where it has none.
    func date(of index: Int) -> Int? { dates[index] }

    /// The Message-Ids of what a mail answers, the nearest first, through all mails at hand.
    func ancestry(of message: MailMessage) -> [String] {
        var result = message.ancestors
        var seen = Set(result)
        var position = 0
        while position < result.count, result.count < 256 {
            if let index = indexOf[result[position]] {
                result += messages[index].ancestors.filter { seen.insert($0).inserted }
            }
            position += 1
        }
        return result
    }

    private mutating func settle(_ start: Int) {
        var chain = [start]
        var seen: Set<Int> = [start]
        while let id = messages[chain[chain.count - 1]].ancestors.first, let parent = indexOf[id],
            seen.insert(parent).inserted
        {
            chain.append(parent)
        }
        for (child, parent) in zip(chain, chain.dropFirst()).reversed() {
            guard let earliest = dates[parent] else { continue }
            dates[child] = max(dates[child] ?? earliest, earliest)
        }
    }
}
