#ifndef LINUX_PCI_H
#define LINUX_PCI_H

#include <linux/device.h>
#include <linux/module.h>

#define PCI_HEADER_TYPE_NORMAL 0
#define PCI_HEADER_TYPE_BRIDGE 1

struct pci_device_id {
	u32 vendor, device;
	unsigned long driver_data;
};

struct pci_dev {
	unsigned int devfn;
	u8 hdr_type;
	struct device dev;
};

#define to_pci_dev(n) container_of(n, struct pci_dev, dev)

/**
 * struct pci_driver - a driver of PCI devices
 * @name: its name
 * @id_table: the devices it serves
 * @probe: starts a device
 * @remove: stops it
 * @driver: the part every driver has
//%if rev in (2, 3) and pci
 * @suppress_auto_claim_dma_owner: the bus claims no kernel DMA for the driver
//%endif
//%if rev == 5 and pci
 * @no_kernel_api_dma: the driver does not use the kernel DMA API
//%endif
//%if rev >= 6 and pci
 * @driver_managed_dma: the driver manages DMA itself, not through the kernel DMA API
//%endif
 */
struct pci_driver {
	const char *name;
	const struct pci_device_id *id_table;
	int (*probe)(struct pci_dev *dev, const struct pci_device_id *id);
	void (*remove)(struct pci_dev *dev);
	struct device_driver driver;
//%if rev in (2, 3) and pci
	bool suppress_auto_claim_dma_owner;
//%endif
//%if rev == 5 and pci
	bool no_kernel_api_dma;
//%endif
//%if rev >= 6 and pci
	bool driver_managed_dma;
//%endif
};

#define to_pci_driver(drv) container_of(drv, struct pci_driver, driver)

extern struct bus_type pci_bus_type;

static inline bool dev_is_pci(struct device *dev)
{
	return dev->bus == &pci_bus_type;
}

struct device *pci_get_host_bridge_device(struct pci_dev *dev);
void pci_put_host_bridge_device(struct device *dev);
int pci_register_driver(struct pci_driver *drv);

#endif
