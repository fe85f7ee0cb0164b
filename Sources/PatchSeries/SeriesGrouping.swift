/// Tells which revisions are of one series, and names them.
enum SeriesGrouping {
    /// Revisions belong to one series when their titles agree, or else when half of the patches of the
    /// smaller one have titles that the other has too. The groups stand in the order of their first
    /// revisions.
    static func groups(of revisions: [Revision]) -> [[Revision]] {
        var groups: [[Revision]] = []
        var groupOfTitle: [String: Int] = [:]
        /// Patch title → the groups that have it, with the size of the smallest revision that does.
        var groupsOfPatch: [String: [Int: Set<Int>]] = [:]
        for revision in revisions {
            let titles = Set(revision.patches.map { normalized($0.title) })
            let title = normalized(revision.title)
            var index = groupOfTitle[title]
            if index == nil {
                // (group, revision in it) → how many titles are common.
                var common: [[Int]: Int] = [:]
                for title in titles {
                    for (group, members) in groupsOfPatch[title] ?? [:] {
                        for member in members { common[[group, member], default: 0] += 1 }
                    }
                }
                index = common.filter { key, count in
                    count * 2 >= min(titles.count, groups[key[0]][key[1]].patches.count)
                }.keys.map { $0[0] }.min()
            }
            let group = index ?? groups.count
            if group == groups.count { groups.append([]) }
            groups[group].append(revision)
            groupOfTitle[title] = groupOfTitle[title] ?? group
            for title in titles {
                groupsOfPatch[title, default: [:]][group, default: []].insert(groups[group].count - 1)
            }
        }
        return groups
    }

    private static func normalized(_ title: String) -> String {
        title.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// Orders by version, RESEND last, and names each; a second sending of one number is told apart.
    static func labelled(_ revisions: [Revision]) -> [Revision] {
        var result = revisions.enumerated().sorted { left, right in
            (left.element.version, left.element.isResend ? 1 : 0, left.offset)
                < (right.element.version, right.element.isResend ? 1 : 0, right.offset)
        }.map(\.element)
        var used: [String: Int] = [:]
        for index in result.indices {
            let name = "v\(result[index].version)" + (result[index].isResend ? "-resend" : "")
            used[name, default: 0] += 1
            result[index].label = used[name] == 1 ? name : "\(name)-\(used[name] ?? 0)"
        }
        return result
    }
}
