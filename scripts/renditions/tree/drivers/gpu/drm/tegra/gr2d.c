/*
 * Tegra: the 2D engine, a client of the shared domain.
 */
#include <linux/platform_device.h>
#include <linux/kernel.h>

static int tegra_gr2d_probe(struct platform_device *pdev)
{
	return 0;
}

static struct platform_driver tegra_gr2d_driver = {
	.driver.name = "tegra-gr2d",
	.probe = tegra_gr2d_probe,
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

static int __init tegra_gr2d_init(void)
{
	return platform_driver_register(&tegra_gr2d_driver);
}

int tegra_gr2d_start(void)
{
	return tegra_gr2d_init();
}
