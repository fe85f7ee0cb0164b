/*
 * Binding a driver to a device and taking it off again, reduced to the order of things.
 */
#include <linux/device.h>
#include <linux/kernel.h>
//%if drv and rev in (1, 4)
#include <linux/iommu.h>
//%endif
#include <linux/module.h>

#include "base.h"

static int call_driver_probe(struct device *dev, struct device_driver *drv)
{
	int ret = 0;

	if (dev->bus->probe)
		ret = dev->bus->probe(dev);
	else if (drv->probe)
		ret = drv->probe(dev);
	return ret;
}

static void device_remove(struct device *dev)
{
	if (dev->bus && dev->bus->remove)
		dev->bus->remove(dev);
	else if (dev->driver->remove)
		dev->driver->remove(dev);
}

static void device_unbind_cleanup(struct device *dev)
{
	devres_release_all(dev);
	dev->driver = NULL;
	dev_set_drvdata(dev, NULL);
}
//%if drv and rev == 4

static int device_dma_configure(struct device *dev, struct device_driver *drv)
{
	int ret;

	if (!dev->bus->dma_configure)
		return 0;
	ret = dev->bus->dma_configure(dev);
	if (ret)
		return ret;
	if (!drv->suppress_auto_claim_dma_owner)
		ret = iommu_device_set_dma_owner(dev, DMA_OWNER_DMA_API, NULL);
	return ret;
}

static void device_dma_cleanup(struct device *dev, struct device_driver *drv)
{
	if (!dev->bus->dma_configure)
		return;
	if (!drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_DMA_API);
}
//%endif

/*
 * Returns 0 for a bound device, a positive number where the driver's own probe
 * said no, so that the next driver is tried, and a negative one otherwise.
 */
static int really_probe(struct device *dev, struct device_driver *drv)
{
	bool test_remove = IS_ENABLED(CONFIG_DEBUG_TEST_DRIVER_REMOVE) &&
			   !drv->suppress_bind_attrs;
	int ret;

	ret = device_links_check_suppliers(dev);
	if (ret)
		return ret;
//%if drv and rev == 1

	if (!drv->suppress_auto_claim_dma_owner) {
		ret = iommu_device_set_dma_owner(dev, DMA_OWNER_KERNEL, NULL);
		if (ret)
			return ret;
	}
//%endif

re_probe:
	dev->driver = drv;

//%if drv and rev == 4
	if (device_dma_configure(dev, drv))
		goto dma_failed;
//%else
	if (dev->bus->dma_configure) {
		ret = dev->bus->dma_configure(dev);
		if (ret)
			goto dma_failed;
	}
//%endif

	ret = driver_sysfs_add(dev);
	if (ret)
		goto probe_failed;

	ret = call_driver_probe(dev, drv);
	if (ret) {
		/* A driver's own error is told apart from the core's by its sign. */
		ret = -ret;
		goto probe_failed;
	}

	if (test_remove) {
		test_remove = false;
		device_remove(dev);
		driver_sysfs_remove(dev);
		device_unbind_cleanup(dev);
		goto re_probe;
	}

	driver_bound(dev);
	bus_notify(dev, BUS_NOTIFY_BOUND_DRIVER);
	return 0;

probe_failed:
	driver_sysfs_remove(dev);
	bus_notify(dev, BUS_NOTIFY_DRIVER_NOT_BOUND);
//%if drv and rev in (2,)
	if (dev->bus->dma_unconfigure)
		dev->bus->dma_unconfigure(dev);
//%elif drv and rev in (3, 5)
	if (dev->bus->dma_cleanup)
		dev->bus->dma_cleanup(dev);
//%elif drv and rev == 4
	device_dma_cleanup(dev, drv);
//%elif drv and rev >= 6
	if (dev->bus && dev->bus->dma_cleanup)
		dev->bus->dma_cleanup(dev);
//%endif
dma_failed:
	device_links_no_driver(dev);
	device_unbind_cleanup(dev);
//%if drv and rev == 1
	if (!drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_KERNEL);
//%endif
	return ret;
}

int driver_really_probe(struct device *dev, struct device_driver *drv)
{
	return really_probe(dev, drv);
}

static void __device_release_driver(struct device *dev)
{
	struct device_driver *drv = dev->driver;

	if (!drv)
		return;

	driver_sysfs_remove(dev);
	bus_notify(dev, BUS_NOTIFY_UNBIND_DRIVER);
	device_remove(dev);
//%if drv and rev in (2,)
	if (dev->bus->dma_unconfigure)
		dev->bus->dma_unconfigure(dev);
//%elif drv and rev in (3, 5)
	if (dev->bus->dma_cleanup)
		dev->bus->dma_cleanup(dev);
//%elif drv and rev == 4
	device_dma_cleanup(dev, drv);
//%elif drv and rev >= 6
	if (dev->bus && dev->bus->dma_cleanup)
		dev->bus->dma_cleanup(dev);
//%endif
	device_links_no_driver(dev);
	device_unbind_cleanup(dev);
//%if drv and rev == 1
	if (!drv->suppress_auto_claim_dma_owner)
		iommu_device_release_dma_owner(dev, DMA_OWNER_KERNEL);
//%endif
	bus_notify(dev, BUS_NOTIFY_UNBOUND_DRIVER);
}

void device_release_driver(struct device *dev)
{
	device_lock(dev);
	__device_release_driver(dev);
	device_unlock(dev);
}
EXPORT_SYMBOL_GPL(device_release_driver);
