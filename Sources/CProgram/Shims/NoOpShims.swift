/// What a list's debugging checks say of a sound list; unsound ones show by what is read from them.
struct ListChecks: Shim {
    static let names = [
        "__list_add_valid", "__list_add_valid_or_report", "__list_del_entry_valid",
        "__list_del_entry_valid_or_report",
    ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        .boolean(true)
    }
}

/// Messages to the log. Their text is no behaviour; warnings arrive as events of the lowered code.
struct Messages: Shim {
    static let names: [String] = {
        let levels = ["emerg", "alert", "crit", "err", "warn", "notice", "info", "dbg", "printk"]
        let plain = [
            "printk", "_printk", "vprintk", "_printk_deferred", "__warn_printk", "dump_stack", "__WARN_trap",
            "__SCT__WARN_trap",
        ]
        let dynamic = ["__dynamic_pr_debug", "__dynamic_dev_dbg", "__ratelimit", "___ratelimit"]
        return plain + dynamic + levels.flatMap { ["dev_\($0)", "_dev_\($0)"] }
    }()

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        .zero
    }
}

/// The end of the machine: `panic`.
struct Panics: Shim {
    static let names = ["panic"]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        context.report(.bug, name, isLogged: true)
        throw .bug(Event(kind: .bug, macro: name, site: context.site))
    }
}

/// What others do when they are told, and what code says to the scheduler and to checkers: nothing
/// that the code under analysis could see. All succeed. An environment in which one of them does
/// matter adds a shim of that name.
struct NoOpShims: Shim {
    static let names = [
        "sysfs_create_file", "sysfs_create_file_ns", "sysfs_remove_file", "sysfs_remove_file_ns",
        "sysfs_create_group",
        "sysfs_remove_group", "sysfs_create_groups", "sysfs_remove_groups", "sysfs_notify",
        "kobject_uevent", "kobject_uevent_env",
        "might_sleep", "__might_sleep", "__might_resched", "___might_sleep", "__might_fault", "cond_resched",
        "__cond_resched", "rcu_read_lock", "rcu_read_unlock", "__rcu_read_lock", "__rcu_read_unlock",
        "synchronize_rcu", "preempt_disable", "preempt_enable", "lockdep_init_map_type",
        "lockdep_register_key", "lockdep_unregister_key", "lock_acquire", "lock_release",
        "add_taint", "trace_*",
    ]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        .zero
    }
}

/// What a compiler may take for unreachable, and what traps: getting there is no behaviour that C defines.
struct Unreachable: Shim {
    static let names = ["__builtin_unreachable", "__builtin_trap"]

    func call(_ name: String, _ arguments: [Value], in context: inout ShimContext) throws(Stop) -> Value {
        throw .undefined("\(name)() is reached")
    }
}
