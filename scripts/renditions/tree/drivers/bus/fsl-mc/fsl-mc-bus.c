/*
 * The management complex bus, reduced to how its objects are prepared for DMA.
 */
#include <linux/acpi.h>
#include <linux/fsl/mc.h>
#include <linux/kernel.h>
#include <linux/of_device.h>
//%if fsl
#include <linux/iommu.h>
//%endif
//%if fsl and rev >= 8
#include <linux/dma-map-ops.h>
//%endif

static int fsl_mc_probe(struct device *dev)
{
	struct fsl_mc_driver *drv = to_fsl_mc_driver(dev->driver);

	return drv->probe ? drv->probe(to_fsl_mc_device(dev)) : 0;
}

static void fsl_mc_remove(struct device *dev)
{
	struct fsl_mc_driver *drv = to_fsl_mc_driver(dev->driver);

	if (drv->remove)
		drv->remove(to_fsl_mc_device(dev));
}

/* Objects sit below a container that firmware knows; the input id tells them apart. */
//%if fsl
static int fsl_mc_firmware_dma_configure(struct device *dev)
//%else
static int fsl_mc_dma_configure(struct device *dev)
//%endif
{
	struct fsl_mc_device *object = to_fsl_mc_device(dev);
	struct device *container = dev;
	u32 input_id = object->icid;

	while (container->parent && container->bus == &fsl_mc_bus_type)
		container = container->parent;
	if (container->of_node)
		return of_dma_configure_id(dev, container->of_node, false, &input_id);
	return acpi_dma_configure_id(dev, DEV_DMA_COHERENT, &input_id);
}

//%if fsl and rev == 2
static int fsl_mc_dma_configure(struct device *dev)
{
	struct fsl_mc_driver *drv = to_fsl_mc_driver(dev->driver);
	int ret;

	if (!drv->suppress_auto_claim_dma_owner) {
		ret = iommu_device_set_dma_owner(dev, DMA_OWNER_DMA_API, NULL);
		if (ret)
			return ret;
	}

	ret = fsl_mc_firmware_dma_configure(dev);
	if (ret && !drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
	return ret;
}

static void fsl_mc_dma_unconfigure(struct device *dev)
{
	struct fsl_mc_driver *drv = to_fsl_mc_driver(dev->driver);

	if (!drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
}
//%elif fsl and rev == 3
static int fsl_mc_dma_configure(struct device *dev)
{
	struct fsl_mc_driver *drv = to_fsl_mc_driver(dev->driver);
	int ret;

	if (!drv->suppress_auto_claim_dma_owner) {
		ret = iommu_device_set_dma_owner(dev, DMA_OWNER_DMA_API, NULL);
		if (ret)
			return ret;
	}

	ret = fsl_mc_firmware_dma_configure(dev);
	if (ret && !drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
	return ret;
}

static void fsl_mc_dma_cleanup(struct device *dev)
{
	struct fsl_mc_driver *drv = to_fsl_mc_driver(dev->driver);

	if (!drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
}
//%elif fsl and rev == 5
static int fsl_mc_dma_configure(struct device *dev)
{
	struct fsl_mc_driver *drv = to_fsl_mc_driver(dev->driver);
	int ret;

	if (!drv->no_kernel_api_dma) {
		ret = iommu_device_use_dma_api(dev);
		if (ret)
			return ret;
	}

	ret = fsl_mc_firmware_dma_configure(dev);
	if (ret && !drv->no_kernel_api_dma)
		iommu_device_unuse_dma_api(dev);
	return ret;
}

static void fsl_mc_dma_cleanup(struct device *dev)
{
	struct fsl_mc_driver *drv = to_fsl_mc_driver(dev->driver);

	if (!drv->no_kernel_api_dma)
		iommu_device_unuse_dma_api(dev);
}
//%elif fsl and rev >= 6
static int fsl_mc_dma_configure(struct device *dev)
{
	struct fsl_mc_driver *drv = to_fsl_mc_driver(dev->driver);
	int ret;

//%if rev >= 8
	ret = fsl_mc_firmware_dma_configure(dev);
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

	ret = fsl_mc_firmware_dma_configure(dev);
	if (ret && !drv->driver_managed_dma)
		iommu_device_unuse_default_domain(dev);
//%endif
	return ret;
}

static void fsl_mc_dma_cleanup(struct device *dev)
{
	struct fsl_mc_driver *drv = to_fsl_mc_driver(dev->driver);

	if (!drv->driver_managed_dma)
		iommu_device_unuse_default_domain(dev);
}
//%endif

struct bus_type fsl_mc_bus_type = {
	.name = "fsl-mc",
	.probe = fsl_mc_probe,
	.remove = fsl_mc_remove,
	.dma_configure = fsl_mc_dma_configure,
//%if fsl and rev == 2
	.dma_unconfigure = fsl_mc_dma_unconfigure,
//%elif fsl
	.dma_cleanup = fsl_mc_dma_cleanup,
//%endif
};
EXPORT_SYMBOL_GPL(fsl_mc_bus_type);

int fsl_mc_driver_register(struct fsl_mc_driver *drv)
{
	drv->driver.bus = &fsl_mc_bus_type;
	return driver_register(&drv->driver);
}
EXPORT_SYMBOL_GPL(fsl_mc_driver_register);
