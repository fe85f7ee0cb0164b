#ifndef ASMARM_AMBA_H
#define ASMARM_AMBA_H

#include <linux/device.h>
#include <linux/module.h>

struct amba_id {
	unsigned int id;
	unsigned int mask;
	void *data;
};

struct amba_device {
	struct device dev;
	unsigned int periphid;
};

#define to_amba_device(d) container_of(d, struct amba_device, dev)

/**
 * struct amba_driver - a driver of AMBA devices
 * @drv: the part every driver has
 * @probe: starts a device
 * @remove: stops it
 * @id_table: the devices it serves
//%if rev in (2, 3) and amba
 * @suppress_auto_claim_dma_owner: the bus claims no kernel DMA for the driver
//%endif
//%if rev == 5 and amba
 * @no_kernel_api_dma: the driver does not use the kernel DMA API
//%endif
//%if rev >= 6 and amba
 * @driver_managed_dma: the driver manages DMA itself, not through the kernel DMA API
//%endif
 */
struct amba_driver {
	struct device_driver drv;
	int (*probe)(struct amba_device *adev, const struct amba_id *id);
	void (*remove)(struct amba_device *adev);
	const struct amba_id *id_table;
//%if rev in (2, 3) and amba
	bool suppress_auto_claim_dma_owner;
//%endif
//%if rev == 5 and amba
	bool no_kernel_api_dma;
//%endif
//%if rev >= 6 and amba
	bool driver_managed_dma;
//%endif
};

#define to_amba_driver(d) container_of(d, struct amba_driver, drv)

extern struct bus_type amba_bustype;

int amba_driver_register(struct amba_driver *drv);

#endif
