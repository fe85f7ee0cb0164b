/*
 * Management complex objects in the hands of user space.
 */
#include <linux/fsl/mc.h>
#include <linux/kernel.h>

static int vfio_fsl_mc_probe(struct fsl_mc_device *dev)
{
	return 0;
}

static struct fsl_mc_driver vfio_fsl_mc_driver = {
	.driver.name = "vfio-fsl-mc",
	.probe = vfio_fsl_mc_probe,
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

static int __init vfio_fsl_mc_init(void)
{
	return fsl_mc_driver_register(&vfio_fsl_mc_driver);
}

int vfio_fsl_mc_start(void)
{
	return vfio_fsl_mc_init();
}
