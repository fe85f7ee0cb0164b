import Equivalence

/// What one side holds at the end of a case that it has taken in it.
struct HeldObjects {
    /// Something that can be held.
    struct Object: Hashable {
        /// The row of the table.
        var row: Int
        /// Its address; 0 for what has none.
        var address: UInt64
    }

    /// How often something was taken and given back.
    struct Account {
        var kind: AcquireRelease.Kind
        var taken = 0
        var given = 0
        /// The call that took it, or else gave it back.
        var callee: String
        /// Whether it was handed to another call after it was taken.
        var isHandedOn = false

        var balance: Int { taken - given }
    }

    /// What was taken or given back.
    private(set) var accounts: [Object: Account] = [:]
    private let trace: CaseTrace

    /// Goes through the calls of a side.
    init(_ trace: CaseTrace, _ table: AcquireRelease = .kernel) {
        self.trace = trace
        for event in trace.events where event.kind == .call {
            if let acquisition = table.acquisitions[event.name] {
                take(event, acquisition)
            } else if let release = table.releases[event.name] {
                give(event, release)
            } else {
                for object in accounts.keys where event.operands.contains(object.address) {
                    accounts[object]?.isHandedOn = true
                }
            }
        }
    }

    private mutating func take(_ event: CaseTrace.Event, _ acquisition: AcquireRelease.Acquisition) {
        let answer = event.answer?.first ?? 0
        var address = event.operands.first ?? 0
        switch acquisition.success {
        case .always: break
        case .zero: guard Int32(truncatingIfNeeded: answer) == 0 else { return }
        case .nonzero: guard answer != 0 else { return }
        case .notNegative: guard Int32(truncatingIfNeeded: answer) >= 0 else { return }
        case .pointer:
            guard answer >= 4096, answer < 0 &- 4095 else { return }
            address = answer
        }
        let object = Object(row: acquisition.row, address: address)
        accounts[object, default: Account(kind: acquisition.kind, callee: event.name)].taken += 1
    }

    private mutating func give(_ event: CaseTrace.Event, _ release: AcquireRelease.Acquisition) {
        // A cache's objects are freed by the second operand.
        let operand = event.name == "kmem_cache_free" ? event.operands.last : event.operands.first
        let address = operand ?? 0
        // Nothing is given back through a null pointer.
        if release.kind == .allocation || release.kind == .reference {
            guard address >= 4096, address < 0 &- 4095 else { return }
        }
        let object = Object(row: release.row, address: address)
        accounts[object, default: Account(kind: release.kind, callee: event.name)].given += 1
    }

    /// Whether others can find an object by what the function gives back or leaves in memory.
    func isLeftBehind(_ object: Object) -> Bool {
        if case .returned(let parts) = trace.ending, parts.contains(object.address) { return true }
        for start in trace.memory.keys where start % 8 == 0 {
            let value = (0..<8).reduce(UInt64(0)) {
                $0 | UInt64(trace.memory[start + UInt64($1)] ?? 0) << UInt64(8 * $1)
            }
            if value == object.address { return true }
        }
        return false
    }
}

/// What the new side holds at the end, or has given back too often, and the old side does not.
struct HeldDifference {
    /// What is wrong with it.
    enum Fault {
        /// It is held and was not before.
        case kept
        /// It is given back more often than it was taken.
        case givenTooOften
    }

    var object: HeldObjects.Object
    var kind: AcquireRelease.Kind
    var callee: String
    var fault: Fault

    /// The gravest difference, or nil where the new side leaves nothing worse than the old one.
    static func first(_ found: FunctionCase) -> HeldDifference? {
        // A side that was not followed to its end shows nothing.
        guard case .returned = found.old.ending, case .returned = found.new.ending else { return nil }
        let (old, new) = (HeldObjects(found.old), HeldObjects(found.new))
        let objects = new.accounts.keys.sorted { ($0.row, $0.address) < ($1.row, $1.address) }
        for object in objects {
            guard let now = new.accounts[object] else { continue }
            let before = old.accounts[object]
            guard let fault = fault(now, before, isFound: new.isLeftBehind(object)) else { continue }
            return HeldDifference(object: object, kind: now.kind, callee: now.callee, fault: fault)
        }
        return nil
    }

    private static func fault(
        _ now: HeldObjects.Account, _ before: HeldObjects.Account?, isFound: Bool
    ) -> Fault? {
        let balance = before?.balance ?? 0
        if now.kind == .lock {
            if now.balance > max(0, balance) { return .kept }
            return now.balance < min(0, balance) ? .givenTooOften : nil
        }
        if now.balance > max(0, balance) {
            // Whoever finds it in memory, or was given it, may give it back.
            let wasBalanced = before.map { $0.taken > 0 && $0.balance == 0 } ?? false
            return isFound || now.isHandedOn && !wasBalanced ? nil : .kept
        }
        let isTwice = now.given >= 2 && now.given > (before?.given ?? 0)
        return isTwice && now.balance < min(0, balance) ? .givenTooOften : nil
    }
}
