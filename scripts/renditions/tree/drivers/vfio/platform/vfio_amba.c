/*
 * AMBA devices in the hands of user space.
 */
#include <linux/amba/bus.h>
#include <linux/kernel.h>

static int vfio_amba_probe(struct amba_device *adev, const struct amba_id *id)
{
	return 0;
}

static struct amba_driver vfio_amba_driver = {
	.drv.name = "vfio-amba",
	.probe = vfio_amba_probe,
//%if vfio and rev in (1, 4)
	.drv.suppress_auto_claim_dma_owner = true,
//%elif vfio and rev in (2, 3)
	.suppress_auto_claim_dma_owner = true,
//%elif vfio and rev == 5
	.no_kernel_api_dma = true,
//%elif vfio and rev >= 6
	.driver_managed_dma = true,
//%endif
};

static int __init vfio_amba_init(void)
{
	return amba_driver_register(&vfio_amba_driver);
}

int vfio_amba_start(void)
{
	return vfio_amba_init();
}
