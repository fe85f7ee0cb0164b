/// Which functions take something and which ones give it back. The table is data: a pair is a line.
struct AcquireRelease {
    /// What is held.
    enum Kind: String {
        case lock, reference, allocation, enabled
    }

    /// When a call has taken something.
    enum Success {
        case always
        /// Where it gives 0.
        case zero
        /// Where it gives something else than 0.
        case nonzero
        /// Where it gives no negative number.
        case notNegative
        /// Where it gives a pointer that is neither null nor an error; that is what is held.
        case pointer
    }

    /// What a call takes.
    struct Acquisition {
        var kind: Kind
        var success: Success
        /// Names the row of the table: what is taken by one row is not given back by another.
        var row: Int
    }

    /// The functions that take, by name.
    let acquisitions: [String: Acquisition]
    /// The functions that give back, by name.
    let releases: [String: Acquisition]

    /// The kernel's.
    static let kernel = AcquireRelease(table)

    /// Reads a table: a kind, functions that take, a colon, functions that give back. What is taken is the call's first
    /// operand; `?0` behind a name: only where the call gives 0, `?1`: only where it does not, `?+`: where it is not negative,
    /// `=`: what the call gives is what is taken.
    init(_ table: String) {
        var acquisitions: [String: Acquisition] = [:]
        var releases: [String: Acquisition] = [:]
        for (row, line) in table.split(separator: "\n").enumerated() {
            let sides = line.split(separator: ":")
            let words = sides[0].split(separator: " ")
            guard sides.count == 2, let first = words.first, let kind = Kind(rawValue: String(first)) else {
                preconditionFailure("a line of the table is a kind, names, a colon and names: \(line)")
            }
            for word in words.dropFirst() {
                let (name, success) = Self.success(word)
                acquisitions[name] = Acquisition(kind: kind, success: success, row: row)
            }
            for word in sides[1].split(separator: " ") {
                releases[String(word)] = Acquisition(kind: kind, success: .always, row: row)
            }
        }
        self.acquisitions = acquisitions
        self.releases = releases
    }

    private static func success(_ word: Substring) -> (String, Success) {
        for (mark, success) in [
            ("?0", Success.zero), ("?1", .nonzero), ("?+", .notNegative), ("=", .pointer),
        ] where word.hasSuffix(mark) {
            return (String(word.dropLast(mark.count)), success)
        }
        return (String(word), .always)
    }

    private static let table = """
        lock mutex_lock mutex_lock_nested mutex_lock_io mutex_lock_interruptible?0 mutex_lock_killable?0 mutex_trylock?1 : mutex_unlock
        lock _raw_spin_lock _raw_spin_lock_nested _raw_spin_trylock?1 spin_lock spin_trylock?1 raw_spin_lock : _raw_spin_unlock spin_unlock raw_spin_unlock
        lock _raw_spin_lock_irq spin_lock_irq : _raw_spin_unlock_irq spin_unlock_irq
        lock _raw_spin_lock_irqsave spin_lock_irqsave : _raw_spin_unlock_irqrestore spin_unlock_irqrestore
        lock _raw_spin_lock_bh spin_lock_bh : _raw_spin_unlock_bh spin_unlock_bh
        lock _raw_read_lock _raw_read_lock_irq _raw_read_lock_bh : _raw_read_unlock _raw_read_unlock_irq _raw_read_unlock_bh
        lock _raw_write_lock _raw_write_lock_irq _raw_write_lock_bh : _raw_write_unlock _raw_write_unlock_irq _raw_write_unlock_bh
        lock down_read down_read_nested down_read_interruptible?0 down_read_killable?0 down_read_trylock?1 : up_read
        lock down_write down_write_nested down_write_killable?0 down_write_trylock?1 : up_write
        lock down down_interruptible?0 down_killable?0 down_trylock?0 down_timeout?0 : up
        lock rt_mutex_lock rt_mutex_lock_interruptible?0 rt_mutex_trylock?1 : rt_mutex_unlock
        lock ww_mutex_lock?0 ww_mutex_lock_interruptible?0 ww_mutex_trylock?1 : ww_mutex_unlock
        lock rcu_read_lock __rcu_read_lock : rcu_read_unlock __rcu_read_unlock
        lock srcu_read_lock __srcu_read_lock : srcu_read_unlock __srcu_read_unlock
        lock rtnl_lock rtnl_trylock?1 : rtnl_unlock
        lock lock_sock lock_sock_nested : release_sock
        lock cpus_read_lock cpus_read_trylock?1 : cpus_read_unlock
        lock device_lock device_lock_interruptible?0 device_trylock?1 : device_unlock
        lock local_irq_disable : local_irq_enable
        lock preempt_disable : preempt_enable
        lock console_lock : console_unlock
        reference get_device= : put_device
        reference kobject_get= kobject_get_unless_zero= : kobject_put
        reference kref_get kref_get_unless_zero?1 : kref_put
        reference refcount_inc refcount_inc_not_zero?1 : refcount_dec refcount_dec_and_test
        reference of_node_get= of_find_node_by_name= of_find_node_by_path= of_find_compatible_node= of_find_matching_node_and_match= of_parse_phandle= of_get_parent= of_get_child_by_name= of_get_next_child= of_find_node_by_phandle= of_graph_get_next_endpoint= of_graph_get_remote_node= : of_node_put
        reference fwnode_handle_get= fwnode_get_named_child_node= fwnode_get_parent= device_get_named_child_node= : fwnode_handle_put
        reference try_module_get?1 __module_get : module_put
        reference pci_dev_get= pci_get_device= pci_get_slot= pci_get_domain_bus_and_slot= pci_get_class= : pci_dev_put
        reference fget= fget_raw= : fput
        reference dget= : dput
        reference mntget= : mntput
        reference igrab= iget_locked= : iput
        reference dev_get_by_name= dev_get_by_index= : dev_put
        reference sock_hold : sock_put
        reference get_task_struct= : put_task_struct
        reference get_pid= find_get_pid= : put_pid
        reference mmget mmget_not_zero?1 get_task_mm= : mmput
        reference mmgrab : mmdrop
        reference usb_get_dev= : usb_put_dev
        reference usb_get_intf= : usb_put_intf
        reference i2c_get_adapter= : i2c_put_adapter
        reference nvmem_cell_get= : nvmem_cell_put
        reference clk_get= of_clk_get= of_clk_get_by_name= : clk_put
        reference regulator_get= regulator_get_optional= regulator_get_exclusive= : regulator_put
        reference gpiod_get= gpiod_get_optional= gpiod_get_index= : gpiod_put
        reference dma_fence_get= : dma_fence_put
        reference dma_buf_get= : dma_buf_put
        enabled clk_prepare_enable?0 : clk_disable_unprepare
        enabled clk_enable?0 : clk_disable
        enabled clk_prepare?0 : clk_unprepare
        enabled regulator_enable?0 : regulator_disable
        enabled regulator_bulk_enable?0 : regulator_bulk_disable
        enabled reset_control_deassert?0 : reset_control_assert
        enabled pm_runtime_resume_and_get?0 pm_runtime_get_noresume : pm_runtime_put pm_runtime_put_sync pm_runtime_put_noidle pm_runtime_put_autosuspend
        enabled pci_enable_device?0 pci_enable_device_mem?0 : pci_disable_device
        enabled pci_request_regions?0 : pci_release_regions
        enabled phy_init?0 : phy_exit
        enabled phy_power_on?0 : phy_power_off
        enabled enable_irq : disable_irq
        allocation kmalloc= __kmalloc= __kmalloc_noprof= kzalloc= kcalloc= kmalloc_array= kmalloc_trace= __kmalloc_cache_noprof= kmalloc_node= __kmalloc_node= kmemdup= kmemdup_noprof= kstrdup= kstrdup_noprof= kasprintf= kvasprintf= krealloc= kvmalloc_node= __kvmalloc_node_noprof= memdup_user= strndup_user= : kfree kfree_sensitive kvfree kfree_const
        allocation vmalloc= vzalloc= vmalloc_noprof= vzalloc_noprof= __vmalloc= vmalloc_user= : vfree
        allocation kmem_cache_alloc= kmem_cache_alloc_noprof= kmem_cache_alloc_node= : kmem_cache_free
        allocation alloc_netdev_mqs= alloc_etherdev_mqs= : free_netdev
        allocation __alloc_skb= __netdev_alloc_skb= alloc_skb= : kfree_skb kfree_skb_reason consume_skb
        allocation ioremap= ioremap_wc= ioremap_cache= of_iomap= : iounmap
        allocation alloc_workqueue= : destroy_workqueue
        allocation platform_device_alloc= : platform_device_put
        allocation input_allocate_device= : input_free_device
        """
}
