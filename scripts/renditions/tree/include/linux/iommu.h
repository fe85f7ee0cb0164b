#ifndef __LINUX_IOMMU_H
#define __LINUX_IOMMU_H

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/types.h>

struct bus_type;
struct device;
struct iommu_domain;
struct iommu_group;
struct notifier_block;
//%if core and rev == 1
struct file;
//%endif

#define __IOMMU_DOMAIN_PAGING (1U << 0)
#define __IOMMU_DOMAIN_DMA_API (1U << 1)
#define __IOMMU_DOMAIN_PT (1U << 2)

#define IOMMU_DOMAIN_BLOCKED (0U)
#define IOMMU_DOMAIN_IDENTITY (__IOMMU_DOMAIN_PT)
#define IOMMU_DOMAIN_UNMANAGED (__IOMMU_DOMAIN_PAGING)
#define IOMMU_DOMAIN_DMA (__IOMMU_DOMAIN_PAGING | __IOMMU_DOMAIN_DMA_API)

/**
 * struct iommu_domain - a set of translations
 * @type: one of IOMMU_DOMAIN_*
 * @ops: the driver that made it
 * @pgsize_bitmap: the page sizes it can map
 */
struct iommu_domain {
	unsigned int type;
	const struct iommu_ops *ops;
	unsigned long pgsize_bitmap;
};

/**
 * struct iommu_ops - what an IOMMU driver can do
 * @domain_alloc: makes a domain of a type
 * @domain_free: ends one
 * @attach_dev: puts a device on a domain
 * @detach_dev: takes it off again; drivers that lack it keep the device where it was
 * @probe_device: takes charge of a device
 * @release_device: lets it go
 * @device_group: finds the group of a device
 * @is_attach_deferred: whether the attach waits for the driver's first mapping
 * @def_domain_type: the default domain's type a device wants, 0 for any
 */
struct iommu_ops {
	struct iommu_domain *(*domain_alloc)(unsigned int type);
	void (*domain_free)(struct iommu_domain *domain);
	int (*attach_dev)(struct iommu_domain *domain, struct device *dev);
	void (*detach_dev)(struct iommu_domain *domain, struct device *dev);
	int (*probe_device)(struct device *dev);
	void (*release_device)(struct device *dev);
	struct iommu_group *(*device_group)(struct device *dev);
	bool (*is_attach_deferred)(struct iommu_domain *domain, struct device *dev);
	int (*def_domain_type)(struct device *dev);
};

//%if core and rev == 1
/**
 * enum iommu_dma_owner - who decides where the DMA of a group goes
 * @DMA_OWNER_NONE: nobody yet
 * @DMA_OWNER_KERNEL: kernel drivers, through the kernel DMA API
 * @DMA_OWNER_USER: one user space program
 */
enum iommu_dma_owner {
	DMA_OWNER_NONE,
	DMA_OWNER_KERNEL,
	DMA_OWNER_USER,
};

//%elif core and rev in (2, 3)
/**
 * enum iommu_dma_owner - who decides where the DMA of a group goes
 * @DMA_OWNER_NONE: nobody yet
 * @DMA_OWNER_DMA_API: kernel drivers, through the kernel DMA API
 * @DMA_OWNER_PRIVATE_DOMAIN: kernel drivers, on a domain of their own
 * @DMA_OWNER_PRIVATE_DOMAIN_USER: the same, with the mappings made by user space
 */
enum iommu_dma_owner {
	DMA_OWNER_NONE,
	DMA_OWNER_DMA_API,
	DMA_OWNER_PRIVATE_DOMAIN,
	DMA_OWNER_PRIVATE_DOMAIN_USER,
};

//%elif core and rev == 4
/**
 * enum iommu_dma_owner - who decides where the DMA of a group goes
 * @DMA_OWNER_DMA_API: kernel drivers, through the kernel DMA API
 * @DMA_OWNER_PRIVATE_DOMAIN: kernel drivers, on a domain of their own
 * @DMA_OWNER_PRIVATE_DOMAIN_USER: the same, with the mappings made by user space
 */
enum iommu_dma_owner {
	DMA_OWNER_DMA_API,
	DMA_OWNER_PRIVATE_DOMAIN,
	DMA_OWNER_PRIVATE_DOMAIN_USER,
};

//%endif
#ifdef CONFIG_IOMMU_API

//%if not inotif
/* What a group's notifier hears. */
#define IOMMU_GROUP_NOTIFY_ADD_DEVICE 1
#define IOMMU_GROUP_NOTIFY_DEL_DEVICE 2
#define IOMMU_GROUP_NOTIFY_BIND_DRIVER 3
#define IOMMU_GROUP_NOTIFY_BOUND_DRIVER 4
#define IOMMU_GROUP_NOTIFY_UNBIND_DRIVER 5
#define IOMMU_GROUP_NOTIFY_UNBOUND_DRIVER 6

//%endif
int bus_set_iommu(struct bus_type *bus, const struct iommu_ops *ops);
struct iommu_domain *iommu_domain_alloc(struct bus_type *bus);
void iommu_domain_free(struct iommu_domain *domain);
int iommu_attach_device(struct iommu_domain *domain, struct device *dev);
void iommu_detach_device(struct iommu_domain *domain, struct device *dev);
struct iommu_domain *iommu_get_domain_for_dev(struct device *dev);
int iommu_attach_group(struct iommu_domain *domain, struct iommu_group *group);
void iommu_detach_group(struct iommu_domain *domain, struct iommu_group *group);
struct iommu_group *iommu_group_alloc(void);
int iommu_group_add_device(struct iommu_group *group, struct device *dev);
void iommu_group_remove_device(struct device *dev);
int iommu_group_for_each_dev(struct iommu_group *group, void *data,
			     int (*fn)(struct device *dev, void *data));
struct iommu_group *iommu_group_get(struct device *dev);
void iommu_group_put(struct iommu_group *group);
//%if not inotif
int iommu_group_register_notifier(struct iommu_group *group, struct notifier_block *nb);
int iommu_group_unregister_notifier(struct iommu_group *group, struct notifier_block *nb);
//%endif
int iommu_group_id(struct iommu_group *group);
int iommu_probe_device(struct device *dev);
void iommu_release_device(struct device *dev);
//%if core and rev == 1

int iommu_device_set_dma_owner(struct device *dev, enum iommu_dma_owner owner,
			       struct file *user_file);
void iommu_device_release_dma_owner(struct device *dev, enum iommu_dma_owner owner);
//%if grp
int iommu_group_set_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner,
			      struct file *user_file);
void iommu_group_release_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner);
bool iommu_group_dma_owner_unclaimed(struct iommu_group *group);
//%endif
//%elif core and rev in (2, 3, 4)

int iommu_device_set_dma_owner(struct device *dev, enum iommu_dma_owner owner,
			       void *owner_cookie);
void iommu_device_release_dma_owner(struct device *dev, enum iommu_dma_owner owner);
//%if grp
int iommu_group_set_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner,
			      void *owner_cookie);
void iommu_group_release_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner);
bool iommu_group_dma_owner_unclaimed(struct iommu_group *group);
//%endif
//%if shared
int iommu_attach_device_shared(struct iommu_domain *domain, struct device *dev);
void iommu_detach_device_shared(struct iommu_domain *domain, struct device *dev);
//%endif
//%elif core and rev == 5

int iommu_device_use_dma_api(struct device *dev);
void iommu_device_unuse_dma_api(struct device *dev);

int iommu_group_set_dma_owner(struct iommu_group *group, void *owner);
void iommu_group_release_dma_owner(struct iommu_group *group);
bool iommu_group_dma_owner_claimed(struct iommu_group *group);
//%elif core

int iommu_device_use_default_domain(struct device *dev);
void iommu_device_unuse_default_domain(struct device *dev);

int iommu_group_claim_dma_owner(struct iommu_group *group, void *owner);
void iommu_group_release_dma_owner(struct iommu_group *group);
bool iommu_group_dma_owner_claimed(struct iommu_group *group);
//%endif

#else /* CONFIG_IOMMU_API */

static inline struct iommu_domain *iommu_domain_alloc(struct bus_type *bus)
{
	return NULL;
}

static inline void iommu_domain_free(struct iommu_domain *domain)
{
}

static inline int iommu_attach_device(struct iommu_domain *domain, struct device *dev)
{
	return -ENODEV;
}

static inline void iommu_detach_device(struct iommu_domain *domain, struct device *dev)
{
}

static inline struct iommu_domain *iommu_get_domain_for_dev(struct device *dev)
{
	return NULL;
}

static inline int iommu_attach_group(struct iommu_domain *domain, struct iommu_group *group)
{
	return -ENODEV;
}

static inline void iommu_detach_group(struct iommu_domain *domain, struct iommu_group *group)
{
}

static inline struct iommu_group *iommu_group_alloc(void)
{
	return ERR_PTR(-ENODEV);
}

static inline int iommu_group_add_device(struct iommu_group *group, struct device *dev)
{
	return -ENODEV;
}

static inline void iommu_group_remove_device(struct device *dev)
{
}

static inline int iommu_group_for_each_dev(struct iommu_group *group, void *data,
					   int (*fn)(struct device *dev, void *data))
{
	return -ENODEV;
}

static inline struct iommu_group *iommu_group_get(struct device *dev)
{
	return NULL;
}

static inline void iommu_group_put(struct iommu_group *group)
{
}

//%if not inotif
static inline int iommu_group_register_notifier(struct iommu_group *group,
						struct notifier_block *nb)
{
	return -ENODEV;
}

static inline int iommu_group_unregister_notifier(struct iommu_group *group,
						  struct notifier_block *nb)
{
	return 0;
}

//%endif
static inline int iommu_group_id(struct iommu_group *group)
{
	return -ENODEV;
}
//%if core and rev == 1

static inline int iommu_device_set_dma_owner(struct device *dev, enum iommu_dma_owner owner,
					     struct file *user_file)
{
	return owner == DMA_OWNER_KERNEL ? 0 : -EINVAL;
}

static inline void iommu_device_release_dma_owner(struct device *dev,
						  enum iommu_dma_owner owner)
{
}
//%if grp

static inline int iommu_group_set_dma_owner(struct iommu_group *group,
					    enum iommu_dma_owner owner,
					    struct file *user_file)
{
	return -EINVAL;
}

static inline void iommu_group_release_dma_owner(struct iommu_group *group,
						 enum iommu_dma_owner owner)
{
}

static inline bool iommu_group_dma_owner_unclaimed(struct iommu_group *group)
{
	return false;
}
//%endif
//%elif core and rev in (2, 3, 4)

static inline int iommu_device_set_dma_owner(struct device *dev, enum iommu_dma_owner owner,
					     void *owner_cookie)
{
	return owner == DMA_OWNER_DMA_API ? 0 : -EINVAL;
}

static inline void iommu_device_release_dma_owner(struct device *dev,
						  enum iommu_dma_owner owner)
{
}
//%if grp

static inline int iommu_group_set_dma_owner(struct iommu_group *group,
					    enum iommu_dma_owner owner,
					    void *owner_cookie)
{
	return -EINVAL;
}

static inline void iommu_group_release_dma_owner(struct iommu_group *group,
						 enum iommu_dma_owner owner)
{
}

static inline bool iommu_group_dma_owner_unclaimed(struct iommu_group *group)
{
	return false;
}
//%endif
//%if shared

static inline int iommu_attach_device_shared(struct iommu_domain *domain, struct device *dev)
{
	return -ENODEV;
}

static inline void iommu_detach_device_shared(struct iommu_domain *domain,
					      struct device *dev)
{
}
//%endif
//%elif core and rev == 5

static inline int iommu_device_use_dma_api(struct device *dev)
{
	return 0;
}

static inline void iommu_device_unuse_dma_api(struct device *dev)
{
}

static inline int iommu_group_set_dma_owner(struct iommu_group *group, void *owner)
{
	return -ENODEV;
}

static inline void iommu_group_release_dma_owner(struct iommu_group *group)
{
}

static inline bool iommu_group_dma_owner_claimed(struct iommu_group *group)
{
	return false;
}
//%elif core

static inline int iommu_device_use_default_domain(struct device *dev)
{
	return 0;
}

static inline void iommu_device_unuse_default_domain(struct device *dev)
{
}

static inline int iommu_group_claim_dma_owner(struct iommu_group *group, void *owner)
{
	return -ENODEV;
}

static inline void iommu_group_release_dma_owner(struct iommu_group *group)
{
}

static inline bool iommu_group_dma_owner_claimed(struct iommu_group *group)
{
	return false;
}
//%endif

#endif /* CONFIG_IOMMU_API */

#endif /* __LINUX_IOMMU_H */
