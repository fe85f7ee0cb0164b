/*
 * The platform bus, reduced to how its devices are prepared for DMA.
 */
#include <linux/acpi.h>
#include <linux/kernel.h>
#include <linux/of_device.h>
#include <linux/platform_device.h>
//%if plat
#include <linux/iommu.h>
//%endif
//%if plat and rev >= 8
#include <linux/dma-map-ops.h>
//%endif

static int platform_probe(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);

	return drv->probe ? drv->probe(to_platform_device(dev)) : 0;
}

static void platform_remove(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);

	if (drv->remove)
		drv->remove(to_platform_device(dev));
}

//%if fwname
int firmware_dma_configure(struct device *dev)
//%elif ambasep and plat
static int platform_firmware_dma_configure(struct device *dev)
//%elif ambasep
static int platform_dma_configure(struct device *dev)
//%else
int platform_dma_configure(struct device *dev)
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

//%if plat and rev == 2
static int _platform_dma_configure(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);
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

static void _platform_dma_unconfigure(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);

	if (!drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
}
//%elif plat and rev == 3
static int platform_dma_configure(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);
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

static void platform_dma_cleanup(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);

	if (!drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
}
//%elif plat and rev == 5
static int platform_dma_configure(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);
	int ret;

	if (!drv->no_kernel_api_dma) {
		ret = iommu_device_use_dma_api(dev);
		if (ret)
			return ret;
	}

	ret = platform_firmware_dma_configure(dev);
	if (ret && !drv->no_kernel_api_dma)
		iommu_device_unuse_dma_api(dev);
	return ret;
}

static void platform_dma_cleanup(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);

	if (!drv->no_kernel_api_dma)
		iommu_device_unuse_dma_api(dev);
}
//%elif plat and rev >= 6
static int platform_dma_configure(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);
	int ret;

//%if rev >= 8
	ret = platform_firmware_dma_configure(dev);
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

	ret = platform_firmware_dma_configure(dev);
	if (ret && !drv->driver_managed_dma)
		iommu_device_unuse_default_domain(dev);
//%endif
	return ret;
}

static void platform_dma_cleanup(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);

	if (!drv->driver_managed_dma)
		iommu_device_unuse_default_domain(dev);
}
//%endif

struct bus_type platform_bus_type = {
	.name = "platform",
	.probe = platform_probe,
	.remove = platform_remove,
//%if plat and rev == 2
	.dma_configure = _platform_dma_configure,
	.dma_unconfigure = _platform_dma_unconfigure,
//%elif plat
	.dma_configure = platform_dma_configure,
	.dma_cleanup = platform_dma_cleanup,
//%elif fwname
	.dma_configure = firmware_dma_configure,
//%else
	.dma_configure = platform_dma_configure,
//%endif
};
EXPORT_SYMBOL_GPL(platform_bus_type);

int platform_driver_register(struct platform_driver *drv)
{
	drv->driver.bus = &platform_bus_type;
	return driver_register(&drv->driver);
}
EXPORT_SYMBOL_GPL(platform_driver_register);
