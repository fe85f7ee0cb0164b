#ifndef _FSL_MC_H_
#define _FSL_MC_H_

#include <linux/device.h>
#include <linux/module.h>

struct fsl_mc_device {
	struct device dev;
	u64 dma_mask;
	u16 icid;
};

#define to_fsl_mc_device(d) container_of(d, struct fsl_mc_device, dev)

/**
 * struct fsl_mc_driver - a driver of objects on the management complex bus
 * @driver: the part every driver has
 * @probe: starts an object
 * @remove: stops it
//%if rev in (2, 3) and fsl
 * @suppress_auto_claim_dma_owner: the bus claims no kernel DMA for the driver
//%endif
//%if rev == 5 and fsl
 * @no_kernel_api_dma: the driver does not use the kernel DMA API
//%endif
//%if rev >= 6 and fsl
 * @driver_managed_dma: the driver manages DMA itself, not through the kernel DMA API
//%endif
 */
struct fsl_mc_driver {
	struct device_driver driver;
	int (*probe)(struct fsl_mc_device *dev);
	int (*remove)(struct fsl_mc_device *dev);
//%if rev in (2, 3) and fsl
	bool suppress_auto_claim_dma_owner;
//%endif
//%if rev == 5 and fsl
	bool no_kernel_api_dma;
//%endif
//%if rev >= 6 and fsl
	bool driver_managed_dma;
//%endif
};

#define to_fsl_mc_driver(d) container_of(d, struct fsl_mc_driver, driver)

extern struct bus_type fsl_mc_bus_type;

int fsl_mc_driver_register(struct fsl_mc_driver *drv);

#endif
