import ABIModel

extension SideReading {
    /// The reading as an earlier version of the format has it, so that what it did not tell of is no difference.
    func told(as version: Baseline.Version) -> SideReading {
        guard version.minor < 1 else { return self }
        var reading = self
        for index in reading.revision.flavors.indices {
            reading.revision.flavors[index].snapshot.leaveOutLaterFacts()
        }
        return reading
    }
}

extension Snapshot {
    /// Leaves out what baselines of version 1.0 do not have: macros with parameters, types of macros, and what `__user`
    /// and its like say of pointers.
    fileprivate mutating func leaveOutLaterFacts() {
        macros.removeAll { $0.call != nil }
        for index in macros.indices {
            macros[index].number = nil
            macros[index].form = nil
        }
        for index in records.indices { records[index].leaveOutAnnotations() }
        for index in functions.indices {
            functions[index].returnType = Self.plain(functions[index].returnType)
            functions[index].parameters = functions[index].parameters.map {
                Function.Parameter(name: $0.name, type: Self.plain($0.type))
            }
        }
        for index in typedefs.indices { typedefs[index].type = Self.plain(typedefs[index].type) }
        for index in variables.indices { variables[index].type = Self.plain(variables[index].type) }
    }

    fileprivate static func plain(_ type: String) -> String {
        let words = ["__user", "__iomem", "__percpu", "__rcu", "__bitwise"]
        return words.reduce(type) { text, word in
            let bare = text.replacing(" \(word) ", with: " ")
            return bare.hasSuffix(" \(word)") ? String(bare.dropLast(word.count + 1)) : bare
        }
    }
}

extension Record {
    fileprivate mutating func leaveOutAnnotations() {
        for index in members.indices {
            members[index].type = Snapshot.plain(members[index].type)
            members[index].record?.leaveOutAnnotations()
        }
    }
}
