/// Functions that write to the kernel log and nothing else.
enum LogFunctions {
    /// Those that have bodies which do nothing but to let the compiler check the format.
    static let areEmpty: Set<String> = ["no_printk", "_no_printk", "__drm_printfn_info"]

    /// Those that give back an argument, by its place (drivers/base/core.c).
    static let answers: [String: Int] = ["dev_err_probe": 1, "dev_warn_probe": 1]

    private static let names: Set<String> = [
        "printk", "_printk", "vprintk", "_printk_deferred", "printk_deferred", "__warn_printk", "dump_stack",
        "dump_stack_lvl",
        "__dynamic_pr_debug", "__dynamic_dev_dbg", "__dynamic_netdev_dbg", "__dynamic_ibdev_dbg", "no_printk",
        "_no_printk",
        "dev_printk", "_dev_printk", "dev_printk_emit", "netdev_printk", "print_hex_dump",
        "print_hex_dump_debug",
        "__drm_err", "drm_dev_printk", "__drm_dev_dbg", "drm_dev_dbg", "drm_dbg", "__drm_dbg",
        "__drm_printfn_info",
        "acpi_handle_printk", "sdev_prefix_printk", "scmd_printk", "ata_port_printk", "ata_dev_printk",
        "ata_link_printk",
        "btrfs_printk", "_btrfs_printk", "ext4_msg", "__ext4_msg", "__xfs_printk", "wiphy_printk",
        "pr_emerg", "pr_alert", "pr_crit", "pr_err", "pr_warn", "pr_notice", "pr_info", "pr_debug", "pr_cont",
    ]
    private static let levels = ["emerg", "alert", "crit", "err", "warn", "notice", "info", "dbg"]
    private static let families = ["dev_", "_dev_", "netdev_", "netif_", "ibdev_", "snd_printd"]

    static func contains(_ name: String) -> Bool {
        if names.contains(name) || answers[name] != nil { return true }
        for family in families where name.hasPrefix(family) {
            if levels.contains(String(name.dropFirst(family.count))) { return true }
        }
        return false
    }
}
