/*
 * Ports of PCI Express: they route other devices' traffic and start none.
 */
#include <linux/pci.h>
#include <linux/kernel.h>

static int pcie_portdriver_probe(struct pci_dev *dev, const struct pci_device_id *id)
{
	return 0;
}

static struct pci_driver pcie_portdriver_driver = {
	.name = "pcieport",
	.probe = pcie_portdriver_probe,
//%if portdrv and rev in (1, 4)
	.driver.suppress_auto_claim_dma_owner = true,
//%elif portdrv and rev in (2, 3)
	.suppress_auto_claim_dma_owner = true,
//%elif portdrv and rev == 5
	.no_kernel_api_dma = true,
//%elif portdrv and rev >= 6
	.driver_managed_dma = true,
//%endif
};

static int __init pcie_portdriver_init(void)
{
	return pci_register_driver(&pcie_portdriver_driver);
}

int pcie_portdriver_start(void)
{
	return pcie_portdriver_init();
}
