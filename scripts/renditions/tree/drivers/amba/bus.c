/*
 * The AMBA bus, reduced to how its devices are prepared for DMA.
 */
#include <linux/amba/bus.h>
//%if ambasep
#include <linux/acpi.h>
#include <linux/of_device.h>
//%else
#include <linux/platform_device.h>
//%endif
#include <linux/kernel.h>
//%if amba
#include <linux/iommu.h>
//%endif
//%if amba and rev >= 8
#include <linux/dma-map-ops.h>
//%endif

static int amba_probe(struct device *dev)
{
	struct amba_driver *drv = to_amba_driver(dev->driver);

	return drv->probe ? drv->probe(to_amba_device(dev), drv->id_table) : 0;
}

static void amba_remove(struct device *dev)
{
	struct amba_driver *drv = to_amba_driver(dev->driver);

	if (drv->remove)
		drv->remove(to_amba_device(dev));
}

//%if ambasep
//%if amba
static int amba_firmware_dma_configure(struct device *dev)
//%else
static int amba_dma_configure(struct device *dev)
//%endif
{
	int ret = 0;

	if (dev->of_node) {
		ret = of_dma_configure(dev, dev->of_node, true);
	} else if (has_acpi_companion(dev)) {
		ret = acpi_dma_configure(dev, acpi_get_dma_attr(dev));
	}
	return ret;
}

//%endif
//%if amba and rev == 2
static int amba_dma_configure(struct device *dev)
{
	struct amba_driver *drv = to_amba_driver(dev->driver);
	int ret;

	if (!drv->suppress_auto_claim_dma_owner) {
		ret = iommu_device_set_dma_owner(dev, DMA_OWNER_DMA_API, NULL);
		if (ret)
			return ret;
	}

	ret = platform_dma_configure(dev);
	if (ret && !drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
	return ret;
}

static void amba_dma_unconfigure(struct device *dev)
{
	struct amba_driver *drv = to_amba_driver(dev->driver);

	if (!drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
}
//%elif amba and rev == 3
static int amba_dma_configure(struct device *dev)
{
	struct amba_driver *drv = to_amba_driver(dev->driver);
	int ret;

	if (!drv->suppress_auto_claim_dma_owner) {
		ret = iommu_device_set_dma_owner(dev, DMA_OWNER_DMA_API, NULL);
		if (ret)
			return ret;
	}

	ret = firmware_dma_configure(dev);
	if (ret && !drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
	return ret;
}

static void amba_dma_cleanup(struct device *dev)
{
	struct amba_driver *drv = to_amba_driver(dev->driver);

	if (!drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
}
//%elif amba and rev == 5
static int amba_dma_configure(struct device *dev)
{
	struct amba_driver *drv = to_amba_driver(dev->driver);
	int ret;

	if (!drv->no_kernel_api_dma) {
		ret = iommu_device_use_dma_api(dev);
		if (ret)
			return ret;
	}

	ret = amba_firmware_dma_configure(dev);
	if (ret && !drv->no_kernel_api_dma)
		iommu_device_unuse_dma_api(dev);
	return ret;
}

static void amba_dma_cleanup(struct device *dev)
{
	struct amba_driver *drv = to_amba_driver(dev->driver);

	if (!drv->no_kernel_api_dma)
		iommu_device_unuse_dma_api(dev);
}
//%elif amba and rev >= 6
static int amba_dma_configure(struct device *dev)
{
	struct amba_driver *drv = to_amba_driver(dev->driver);
	int ret;

//%if rev >= 8
	ret = amba_firmware_dma_configure(dev);
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

	ret = amba_firmware_dma_configure(dev);
	if (ret && !drv->driver_managed_dma)
		iommu_device_unuse_default_domain(dev);
//%endif
	return ret;
}

static void amba_dma_cleanup(struct device *dev)
{
	struct amba_driver *drv = to_amba_driver(dev->driver);

	if (!drv->driver_managed_dma)
		iommu_device_unuse_default_domain(dev);
}
//%endif
//%if amba

//%endif
struct bus_type amba_bustype = {
	.name = "amba",
	.probe = amba_probe,
	.remove = amba_remove,
//%if amba and rev == 2
	.dma_configure = amba_dma_configure,
	.dma_unconfigure = amba_dma_unconfigure,
//%elif amba
	.dma_configure = amba_dma_configure,
	.dma_cleanup = amba_dma_cleanup,
//%elif ambasep
	.dma_configure = amba_dma_configure,
//%elif fwname
	.dma_configure = firmware_dma_configure,
//%else
	.dma_configure = platform_dma_configure,
//%endif
};
EXPORT_SYMBOL_GPL(amba_bustype);

int amba_driver_register(struct amba_driver *drv)
{
	drv->drv.bus = &amba_bustype;
	return driver_register(&drv->drv);
}
EXPORT_SYMBOL_GPL(amba_driver_register);
