import CProgram

/// What happened to a registration.
public enum RegistrationDifference: Hashable, Sendable {
    /// It is gone.
    case removed(Registration)
    /// It is new.
    case added(Registration)
    /// It holds something else.
    case changed(Registration, Registration)
    /// It holds the same, in another section.
    case moved(Registration, Registration)

    /// The new one, or the one that is gone.
    public var subject: Registration {
        switch self {
        case .removed(let one), .added(let one), .changed(_, let one), .moved(_, let one): one
        }
    }
}

/// Compares what two programs register. Names that macros number say nothing, so that most are known by what they hold.
struct RegistrationComparer {
    private(set) var differences: [RegistrationDifference] = []
    /// What holds something that could not be read, or that is computed in another way.
    private(set) var unread: [Registration] = []
    private var old: [Registration]
    private var new: [Registration]

    init(old: Program, new: Program, in isWanted: (String) -> Bool) {
        self.old = Registration.all(of: old, in: isWanted)
        self.new = Registration.all(of: new, in: isWanted)
        unread = self.new.filter { $0.content.gap != nil }
        self.old.removeAll { $0.content.gap != nil }
        self.new.removeAll { $0.content.gap != nil }
        pair({ $0.section == $1.section && $0.name == $1.name && $0.content == $1.content }) { _, _ in nil }
        unread += self.new.filter { $0.content.doubt != nil }
        self.old.removeAll { $0.content.doubt != nil }
        self.new.removeAll { $0.content.doubt != nil }
        pair({ $0.name == $1.name && $0.content == $1.content }) { .moved($0, $1) }
        pair({ $0.section == $1.section && $0.name == $1.name && Self.key($0) == Self.key($1) }) {
            .changed($0, $1)
        }
        differences += self.old.map { .removed($0) } + self.new.map { .added($0) }
        differences.sort { left, right in
            (left.subject.name, left.subject.section) < (right.subject.name, right.subject.section)
        }
    }

    /// Takes the pairs out that belong together.
    private mutating func pair(
        _ matches: (Registration, Registration) -> Bool,
        _ difference: (Registration, Registration) -> RegistrationDifference?
    ) {
        var rest: [Registration] = []
        for one in old {
            guard let place = new.firstIndex(where: { matches(one, $0) }) else {
                rest.append(one)
                continue
            }
            if let found = difference(one, new[place]) { differences.append(found) }
            new.remove(at: place)
        }
        old = rest
    }

    /// What tells two of one name and section apart: the word before `=` in a module's text; nil for others.
    private static func key(_ one: Registration) -> String? {
        guard case .text(let text) = one.content, let equals = text.firstIndex(of: "=") else { return nil }
        return String(text[..<equals])
    }
}
