/*
 * PCI devices in the hands of user space.
 */
#include <linux/pci.h>
#include <linux/kernel.h>

static int vfio_pci_probe(struct pci_dev *dev, const struct pci_device_id *id)
{
	return 0;
}

static struct pci_driver vfio_pci_driver = {
	.name = "vfio-pci",
	.probe = vfio_pci_probe,
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

static int __init vfio_pci_init(void)
{
	return pci_register_driver(&vfio_pci_driver);
}

int vfio_pci_start(void)
{
	return vfio_pci_init();
}
