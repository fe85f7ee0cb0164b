/// Functions that do nothing where their first argument is null, as their own documentation in the kernel says; nor do they then give
/// anything back.
package enum NullTolerance {
    private static let names: Set<String> = [
        "kfree", "kvfree", "vfree", "kfree_sensitive", "kvfree_sensitive", "kfree_const", "free_percpu",
        "kmem_cache_destroy", "mempool_destroy", "dma_pool_destroy",
        "put_device", "of_node_put", "fwnode_handle_put", "kobject_put", "pci_dev_put", "dev_put",
        "module_put",
        "usb_put_dev", "usb_put_intf", "usb_free_urb", "usb_kill_urb", "clk_put", "release_firmware",
        "debugfs_remove", "debugfs_remove_recursive", "sysfs_put",
        "kfree_skb", "kfree_skb_reason", "consume_skb", "dev_kfree_skb_any", "iput", "dput",
        "mntput",
        "i2c_unregister_device", "platform_device_unregister", "platform_device_put",
        "input_free_device", "crypto_destroy_tfm",
    ]

    /// Whether a function of that name does nothing with null.
    package static func covers(_ name: String) -> Bool { names.contains(name) }
}
