#ifndef _PLATFORM_DEVICE_H_
#define _PLATFORM_DEVICE_H_

#include <linux/device.h>
#include <linux/module.h>

struct platform_device {
	const char *name;
	int id;
	struct device dev;
};

#define to_platform_device(x) container_of((x), struct platform_device, dev)

/**
 * struct platform_driver - a driver of devices that only firmware describes
 * @probe: starts a device
 * @remove: stops it
 * @driver: the part every driver has
 * @prevent_deferred_probe: probing now or never
//%if rev in (2, 3) and plat
 * @suppress_auto_claim_dma_owner: the bus claims no kernel DMA for the driver
//%endif
//%if rev == 5 and plat
 * @no_kernel_api_dma: the driver does not use the kernel DMA API
//%endif
//%if rev >= 6 and plat
 * @driver_managed_dma: the driver manages DMA itself, not through the kernel DMA API
//%endif
 */
struct platform_driver {
	int (*probe)(struct platform_device *pdev);
	int (*remove)(struct platform_device *pdev);
	struct device_driver driver;
	bool prevent_deferred_probe;
//%if rev in (2, 3) and plat
	bool suppress_auto_claim_dma_owner;
//%endif
//%if rev == 5 and plat
	bool no_kernel_api_dma;
//%endif
//%if rev >= 6 and plat
	bool driver_managed_dma;
//%endif
};

#define to_platform_driver(drv) container_of((drv), struct platform_driver, driver)

extern struct bus_type platform_bus_type;

int platform_driver_register(struct platform_driver *drv);
//%if fwname
int firmware_dma_configure(struct device *dev);
//%elif not ambasep
int platform_dma_configure(struct device *dev);
//%endif

#endif
