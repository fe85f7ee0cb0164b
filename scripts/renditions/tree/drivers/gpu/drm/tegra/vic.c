/*
 * Tegra: the video image compositor, a client of the shared domain.
 */
#include <linux/platform_device.h>
#include <linux/kernel.h>

static int tegra_vic_probe(struct platform_device *pdev)
{
	return 0;
}

static struct platform_driver tegra_vic_driver = {
	.driver.name = "tegra-vic",
	.probe = tegra_vic_probe,
//%if tegra and rev in (1, 4)
	.driver.suppress_auto_claim_dma_owner = true,
//%elif tegra and rev in (2, 3)
	.suppress_auto_claim_dma_owner = true,
//%elif tegra and rev == 5
	.no_kernel_api_dma = true,
//%elif tegra and rev >= 6
	.driver_managed_dma = true,
//%endif
};

static int __init tegra_vic_init(void)
{
	return platform_driver_register(&tegra_vic_driver);
}

int tegra_vic_start(void)
{
	return tegra_vic_init();
}
