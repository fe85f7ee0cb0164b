#ifndef _DEVICE_BUS_H_
#define _DEVICE_BUS_H_

#include <linux/notifier.h>

struct device;
struct device_driver;
struct dev_pm_ops;
struct iommu_ops;

/**
 * struct bus_type - a kind of bus
 * @name: how sysfs calls it
 * @dev_name: prefix for devices without a name of their own
 * @match: says whether a driver can serve a device
 * @probe: binds a device
 * @remove: unbinds it
 * @shutdown: stops it at the end
 * @dma_configure: prepares the device for DMA before its driver starts
//%if drv and rev == 2
 * @dma_unconfigure: takes back what @dma_configure did
//%endif
//%if drv and rev in (3, 5, 6, 7, 8)
 * @dma_cleanup: takes back what @dma_configure did
//%endif
 * @pm: power management callbacks
 * @iommu_ops: the IOMMU driver that serves the bus
 */
struct bus_type {
	const char *name;
	const char *dev_name;
	int (*match)(struct device *dev, struct device_driver *drv);
	int (*probe)(struct device *dev);
	void (*remove)(struct device *dev);
	void (*shutdown)(struct device *dev);
	int (*dma_configure)(struct device *dev);
//%if drv and rev == 2
	void (*dma_unconfigure)(struct device *dev);
//%endif
//%if drv and rev in (3, 5, 6, 7, 8)
	void (*dma_cleanup)(struct device *dev);
//%endif
	const struct dev_pm_ops *pm;
	const struct iommu_ops *iommu_ops;
	bool need_parent_lock;
};

int bus_register(struct bus_type *bus);

#define BUS_NOTIFY_ADD_DEVICE 0x00000001
#define BUS_NOTIFY_REMOVED_DEVICE 0x00000003
#define BUS_NOTIFY_BIND_DRIVER 0x00000004
#define BUS_NOTIFY_BOUND_DRIVER 0x00000005
#define BUS_NOTIFY_UNBIND_DRIVER 0x00000006
#define BUS_NOTIFY_UNBOUND_DRIVER 0x00000007
#define BUS_NOTIFY_DRIVER_NOT_BOUND 0x00000008

int bus_notify(struct device *dev, unsigned long action);

#endif
