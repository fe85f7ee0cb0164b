/*
 * Tegra: the clients of the display driver and the one domain they share.
 */
#include <linux/iommu.h>
#include <linux/kernel.h>

#include "drm.h"

int host1x_client_iommu_attach(struct host1x_client *client)
{
	struct tegra_drm *tegra = client->host;
	struct iommu_domain *domain = iommu_get_domain_for_dev(client->dev);
	int ret;
//%if not tegra

	/* Behind the DMA API already, and on a domain that is not ours: nothing to do. */
	if (domain && domain != tegra->domain)
		return 0;
	if (!tegra->domain)
		return 0;

	client->group = iommu_group_get(client->dev);
	if (!client->group)
		return -ENODEV;
	/* Another client of the group may have attached it before. */
	if (domain != tegra->domain) {
		ret = iommu_attach_group(tegra->domain, client->group);
		if (ret < 0) {
			iommu_group_put(client->group);
			client->group = NULL;
			return ret;
		}
	}
	tegra->use_explicit_iommu = true;
	return 0;
//%else

	/* Behind the DMA API already, and on a domain that is not ours: say so, no more. */
	if (domain && domain != tegra->domain)
		return iommu_device_set_dma_owner(client->dev, DMA_OWNER_DMA_API, NULL);
//%if rev == 3
	if (!tegra->domain)
		return 0;
//%endif

	ret = iommu_device_set_dma_owner(client->dev, DMA_OWNER_PRIVATE_DOMAIN, NULL);
	if (ret)
		return ret;
	client->group = iommu_group_get(client->dev);
	if (!client->group) {
		ret = -ENODEV;
		goto err_release;
	}
	ret = iommu_attach_device_shared(tegra->domain, client->dev);
	if (ret)
		goto err_put;
	tegra->use_explicit_iommu = true;
	return 0;

err_put:
	iommu_group_put(client->group);
	client->group = NULL;
err_release:
	iommu_device_release_dma_owner(client->dev, DMA_OWNER_PRIVATE_DOMAIN);
	return ret;
//%endif
}

void host1x_client_iommu_detach(struct host1x_client *client)
{
	struct tegra_drm *tegra = client->host;
//%if not tegra

	if (!client->group)
		return;
	/* Whoever comes second finds the group off the domain. */
	if (iommu_get_domain_for_dev(client->dev) == tegra->domain)
		iommu_detach_group(tegra->domain, client->group);
	iommu_group_put(client->group);
	client->group = NULL;
//%elif rev == 2

	if (iommu_get_domain_for_dev(client->dev) != tegra->domain) {
		iommu_device_release_dma_owner(client->dev, DMA_OWNER_DMA_API);
		return;
	}
	iommu_detach_device_shared(tegra->domain, client->dev);
	iommu_device_release_dma_owner(client->dev, DMA_OWNER_PRIVATE_DOMAIN);
	iommu_group_put(client->group);
	client->group = NULL;
//%else

	if (!client->group) {
		iommu_device_release_dma_owner(client->dev, DMA_OWNER_DMA_API);
		return;
	}
	iommu_detach_device_shared(tegra->domain, client->dev);
	iommu_device_release_dma_owner(client->dev, DMA_OWNER_PRIVATE_DOMAIN);
	iommu_group_put(client->group);
	client->group = NULL;
//%endif
}
