/*
 * A driver that binds and does nothing, so that nothing else binds.
 */
#include <linux/pci.h>
#include <linux/kernel.h>

static int pci_stub_probe(struct pci_dev *dev, const struct pci_device_id *id)
{
	return 0;
}

static struct pci_driver pci_stub_driver = {
	.name = "pci-stub",
	.probe = pci_stub_probe,
//%if stub and rev in (1, 4)
	.driver.suppress_auto_claim_dma_owner = true,
//%elif stub and rev in (2, 3)
	.suppress_auto_claim_dma_owner = true,
//%elif stub and rev == 5
	.no_kernel_api_dma = true,
//%elif stub and rev >= 6
	.driver_managed_dma = true,
//%endif
};

static int __init pci_stub_init(void)
{
	return pci_register_driver(&pci_stub_driver);
}

int pci_stub_start(void)
{
	return pci_stub_init();
}
