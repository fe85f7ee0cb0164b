/*
 * The PCI bus, reduced to how its devices are prepared for DMA.
 */
#include <linux/acpi.h>
#include <linux/kernel.h>
#include <linux/of_device.h>
#include <linux/pci.h>
//%if pci
#include <linux/iommu.h>
//%endif
//%if pci and rev >= 8
#include <linux/dma-map-ops.h>
//%endif

static int pci_device_probe(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);

	return drv->probe ? drv->probe(to_pci_dev(dev), drv->id_table) : 0;
}

static void pci_device_remove(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);

	if (drv->remove)
		drv->remove(to_pci_dev(dev));
}

/* The firmware describes DMA for the host bridge; its devices inherit it. */
//%if pci
static int pci_firmware_dma_configure(struct device *dev)
//%else
static int pci_dma_configure(struct device *dev)
//%endif
{
	struct device *bridge = pci_get_host_bridge_device(to_pci_dev(dev));
	int ret = 0;

	if (bridge->of_node)
		ret = of_dma_configure(dev, bridge->of_node, true);
	else if (has_acpi_companion(bridge))
		ret = acpi_dma_configure(dev, acpi_get_dma_attr(bridge));
	pci_put_host_bridge_device(bridge);
	return ret;
}

//%if pci and rev == 2
static int pci_dma_configure(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);
	int ret;

	if (!drv->suppress_auto_claim_dma_owner) {
		ret = iommu_device_set_dma_owner(dev, DMA_OWNER_DMA_API, NULL);
		if (ret)
			return ret;
	}

	ret = pci_firmware_dma_configure(dev);
	if (ret && !drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
	return ret;
}

static void pci_dma_unconfigure(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);

	if (!drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
}
//%elif pci and rev == 3
static int pci_dma_configure(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);
	int ret;

	if (!drv->suppress_auto_claim_dma_owner) {
		ret = iommu_device_set_dma_owner(dev, DMA_OWNER_DMA_API, NULL);
		if (ret)
			return ret;
	}

	ret = pci_firmware_dma_configure(dev);
	if (ret && !drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
	return ret;
}

static void pci_dma_cleanup(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);

	if (!drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
}
//%elif pci and rev == 5
static int pci_dma_configure(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);
	int ret;

	if (!drv->no_kernel_api_dma) {
		ret = iommu_device_use_dma_api(dev);
		if (ret)
			return ret;
	}

	ret = pci_firmware_dma_configure(dev);
	if (ret && !drv->no_kernel_api_dma)
		iommu_device_unuse_dma_api(dev);
	return ret;
}

static void pci_dma_cleanup(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);

	if (!drv->no_kernel_api_dma)
		iommu_device_unuse_dma_api(dev);
}
//%elif pci and rev >= 6
static int pci_dma_configure(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);
	int ret;

//%if rev >= 8
	ret = pci_firmware_dma_configure(dev);
	/* The group may exist only now, so the count comes last. */
	if (!ret && !drv->driver_managed_dma) {
		ret = iommu_device_use_default_domain(dev);
		if (ret)
			arch_teardown_dma_ops(dev);
	}
//%else
	if (!drv->driver_managed_dma) {
		ret = iommu_device_use_default_domain(dev);
		if (ret)
			return ret;
	}

	ret = pci_firmware_dma_configure(dev);
	if (ret && !drv->driver_managed_dma)
		iommu_device_unuse_default_domain(dev);
//%endif
	return ret;
}

static void pci_dma_cleanup(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);

	if (!drv->driver_managed_dma)
		iommu_device_unuse_default_domain(dev);
}
//%endif

struct bus_type pci_bus_type = {
	.name = "pci",
	.probe = pci_device_probe,
	.remove = pci_device_remove,
	.dma_configure = pci_dma_configure,
//%if pci and rev == 2
	.dma_unconfigure = pci_dma_unconfigure,
//%elif pci
	.dma_cleanup = pci_dma_cleanup,
//%endif
};
EXPORT_SYMBOL(pci_bus_type);

int pci_register_driver(struct pci_driver *drv)
{
	drv->driver.bus = &pci_bus_type;
	return driver_register(&drv->driver);
}
EXPORT_SYMBOL(pci_register_driver);
