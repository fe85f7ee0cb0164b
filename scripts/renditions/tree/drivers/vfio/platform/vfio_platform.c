/*
 * Platform devices in the hands of user space.
 */
#include <linux/platform_device.h>
#include <linux/kernel.h>

static int vfio_platform_probe(struct platform_device *pdev)
{
	return 0;
}

static struct platform_driver vfio_platform_driver = {
	.driver.name = "vfio-platform",
	.probe = vfio_platform_probe,
//%if vfio and rev in (1, 4)
	.driver.suppress_auto_claim_dma_owner = true,
//%elif vfio and rev in (2, 3)
	.suppress_auto_claim_dma_owner = true,
//%elif vfio and rev == 5
	.no_kernel_api_dma = true,
//%elif vfio and rev >= 6
	.driver_managed_dma = true,
//%endif
};

static int __init vfio_platform_init(void)
{
	return platform_driver_register(&vfio_platform_driver);
}

int vfio_platform_start(void)
{
	return vfio_platform_init();
}
