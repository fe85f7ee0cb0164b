import Synchronization

/// What a run has looked at outside of itself, so that a later run can tell whether it would see the same.
///
/// A tree notes here whatever it is asked for, also what it has not: a file that comes into being can change a
/// report as much as one that is edited. Whoever reads past the tree notes it here too.
public final class ReadTrace: Sendable {
    private struct State {
        var looks: Set<RunDependency> = []
        var own: [String] = []
        var obstacle: String?
    }

    private let state = Mutex(State())

    /// Makes a trace of nothing.
    public init() {}

    /// Notes that something was looked at.
    public func note(_ look: RunDependency) {
        state.withLock { _ = $0.looks.insert(look) }
    }

    /// Notes that a file was looked at, by its path as the command line gives it.
    public func note(file path: String) { note(.entry(FileReading.absolute(path))) }

    /// Notes that a file, or a directory with all that is in it, was looked at.
    public func note(everythingAt path: String) {
        note(file: path)
        var pending = [FileReading.absolute(path)]
        while let directory = pending.popLast() {
            guard let real = FileReading.real(directory), FileReading.kind(of: real) == .directory else {
                continue
            }
            note(.names(directory))
            guard let names = try? FileReading.names(in: directory) else {
                cannotBeRepeated(because: "a directory cannot be read")
                continue
            }
            for name in names {
                let place = "\(directory)/\(name)"
                note(.entry(place))
                if FileReading.kind(of: place) == .directory { pending.append(place) }
            }
        }
    }

    /// Notes that the texts at some paths were looked at, or would have been had they been there.
    public func note(entries paths: some Sequence<String>) {
        state.withLock { state in
            for path in paths { state.looks.insert(.entry(path)) }
        }
    }

    /// Leaves out what lies below a directory that the run itself fills.
    public func leaveOut(below directory: String) {
        state.withLock { $0.own.append(directory + "/") }
    }

    /// Says that the run depends on something that cannot be looked at again, in a few words.
    public func cannotBeRepeated(because reason: String) {
        state.withLock { $0.obstacle = $0.obstacle ?? reason }
    }

    /// Why the run cannot be told to be the same later; nil where it can.
    public var obstacle: String? { state.withLock { $0.obstacle } }

    /// All that was looked at, in no order.
    public var looks: [RunDependency] {
        state.withLock { state in
            state.looks.filter { look in
                switch look {
                case .entry(let path), .link(let path), .names(let path), .place(let path):
                    !state.own.contains { path.hasPrefix($0) }
                case .revision, .references, .objects: true
                }
            }
        }
    }
}

extension ReadTrace: Hashable {
    /// Two traces are not told apart: what was looked at makes no difference between two trees.
    public static func == (_: ReadTrace, _: ReadTrace) -> Bool { true }

    /// See ``==(_:_:)``.
    public func hash(into _: inout Hasher) {}
}
