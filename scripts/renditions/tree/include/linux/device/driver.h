#ifndef _DEVICE_DRIVER_H_
#define _DEVICE_DRIVER_H_

#include <linux/types.h>

struct bus_type;
struct device;
struct module;
struct of_device_id;

enum probe_type {
	PROBE_DEFAULT_STRATEGY,
	PROBE_PREFER_ASYNCHRONOUS,
	PROBE_FORCE_SYNCHRONOUS,
};

/**
 * struct device_driver - what every driver has
 * @name: its name
 * @bus: the bus it serves
 * @owner: the module it is in
 * @mod_name: the module's name where it is built in
 * @suppress_bind_attrs: keeps bind and unbind out of sysfs
//%if drv and rev in (1, 4)
 * @suppress_auto_claim_dma_owner: the driver core claims no kernel DMA for it
//%endif
 * @probe_type: whether probing may be asynchronous
 * @of_match_table: the device tree nodes it serves
 * @probe: starts a device
 * @remove: stops it
 */
struct device_driver {
	const char *name;
	struct bus_type *bus;

	struct module *owner;
	const char *mod_name;

//%if drv and rev == 1
	bool suppress_bind_attrs:1;
	bool suppress_auto_claim_dma_owner:1;
//%else
	bool suppress_bind_attrs;
//%endif
//%if drv and rev == 4
	bool suppress_auto_claim_dma_owner;
//%endif
	enum probe_type probe_type;

	const struct of_device_id *of_match_table;
	int (*probe)(struct device *dev);
	int (*remove)(struct device *dev);
};

int driver_register(struct device_driver *drv);

#endif
