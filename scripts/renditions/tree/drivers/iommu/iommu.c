/*
 * The IOMMU core, reduced to groups, domains and who owns their DMA.
 */
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/idr.h>
#include <linux/iommu.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/refcount.h>
#include <linux/slab.h>
//%if core and rev == 1
#include <linux/file.h>
//%endif

static DEFINE_IDA(iommu_group_ida);

struct iommu_group {
	struct kobject kobj;
	struct kobject *devices_kobj;
	struct list_head devices;
	struct mutex mutex;
//%if not inotif
	struct blocking_notifier_head notifier;
//%endif
	void *iommu_data;
	void (*iommu_data_release)(void *iommu_data);
	char *name;
	int id;
	struct iommu_domain *default_domain;
	struct iommu_domain *domain;
	struct list_head entry;
//%if core and rev == 1
	enum iommu_dma_owner dma_owner;
	refcount_t owner_cnt;
	struct file *owner_user_file;
//%elif core and rev in (2, 3)
	enum iommu_dma_owner dma_owner;
	refcount_t owner_cnt;
//%if shared
	refcount_t attach_cnt;
//%endif
	void *owner_cookie;
//%elif core and rev == 4
	enum iommu_dma_owner dma_owner;
	unsigned int owner_cnt;
//%if shared
	unsigned int attach_cnt;
//%endif
	void *owner_cookie;
//%elif core
	unsigned int owner_cnt;
	void *owner;
//%endif
};

struct group_device {
	struct list_head list;
	struct device *dev;
	char *name;
};

static void iommu_group_release(struct kobject *kobj)
{
	struct iommu_group *group = container_of(kobj, struct iommu_group, kobj);

	if (group->iommu_data_release)
		group->iommu_data_release(group->iommu_data);
	if (group->default_domain)
		iommu_domain_free(group->default_domain);
	ida_free(&iommu_group_ida, group->id);
	kfree(group->name);
	kfree(group);
}

static const struct kobj_type iommu_group_ktype = {
	.release = iommu_group_release,
};

/* ---- domains and single devices ---- */

static struct iommu_domain *__iommu_domain_alloc(struct bus_type *bus, unsigned int type)
{
	struct iommu_domain *domain;

	if (!bus || !bus->iommu_ops)
		return NULL;
	domain = bus->iommu_ops->domain_alloc(type);
	if (!domain)
		return NULL;
	domain->ops = bus->iommu_ops;
	domain->type = type;
	return domain;
}

struct iommu_domain *iommu_domain_alloc(struct bus_type *bus)
{
	return __iommu_domain_alloc(bus, IOMMU_DOMAIN_UNMANAGED);
}
EXPORT_SYMBOL_GPL(iommu_domain_alloc);

void iommu_domain_free(struct iommu_domain *domain)
{
	domain->ops->domain_free(domain);
}
EXPORT_SYMBOL_GPL(iommu_domain_free);

static bool iommu_is_attach_deferred(struct iommu_domain *domain, struct device *dev)
{
	if (!domain->ops->is_attach_deferred)
		return false;
	return domain->ops->is_attach_deferred(domain, dev);
}

static int __iommu_attach_device(struct iommu_domain *domain, struct device *dev)
{
	if (!domain->ops->attach_dev)
		return -ENODEV;
	return domain->ops->attach_dev(domain, dev);
}

static void __iommu_detach_device(struct iommu_domain *domain, struct device *dev)
{
	if (iommu_is_attach_deferred(domain, dev))
		return;
	/* Without the callback the hardware is left as it is. */
	if (!domain->ops->detach_dev)
		return;
	domain->ops->detach_dev(domain, dev);
}

/* ---- groups ---- */

struct iommu_group *iommu_group_alloc(void)
{
	struct iommu_group *group;
	int ret;

	group = kzalloc(sizeof(*group), GFP_KERNEL);
	if (!group)
		return ERR_PTR(-ENOMEM);

	mutex_init(&group->mutex);
	INIT_LIST_HEAD(&group->devices);
	INIT_LIST_HEAD(&group->entry);
//%if not inotif
	BLOCKING_INIT_NOTIFIER_HEAD(&group->notifier);
//%endif
//%if core and rev in (1, 2, 3)
	group->dma_owner = DMA_OWNER_NONE;
//%endif

	ret = ida_alloc(&iommu_group_ida, GFP_KERNEL);
	if (ret < 0) {
		kfree(group);
		return ERR_PTR(ret);
	}
	group->id = ret;

	ret = kobject_init_and_add(&group->kobj, &iommu_group_ktype, NULL, "%d", group->id);
	if (ret) {
		kobject_put(&group->kobj);
		return ERR_PTR(ret);
	}
	group->devices_kobj = kobject_create_and_add("devices", &group->kobj);
	if (!group->devices_kobj) {
		kobject_put(&group->kobj);
		return ERR_PTR(-ENOMEM);
	}
	/* From here on the directory holds the group, and users hold the directory. */
	kobject_put(&group->kobj);
	return group;
}
EXPORT_SYMBOL_GPL(iommu_group_alloc);

struct iommu_group *iommu_group_get(struct device *dev)
{
	struct iommu_group *group = dev->iommu_group;

	if (group)
		kobject_get(group->devices_kobj);
	return group;
}
EXPORT_SYMBOL_GPL(iommu_group_get);

void iommu_group_put(struct iommu_group *group)
{
	if (group)
		kobject_put(group->devices_kobj);
}
EXPORT_SYMBOL_GPL(iommu_group_put);

int iommu_group_id(struct iommu_group *group)
{
	return group->id;
}
EXPORT_SYMBOL_GPL(iommu_group_id);

int iommu_group_add_device(struct iommu_group *group, struct device *dev)
{
	struct group_device *device;
	int ret;

	device = kzalloc(sizeof(*device), GFP_KERNEL);
	if (!device)
		return -ENOMEM;
	device->dev = dev;

	ret = sysfs_create_link(&dev->kobj, &group->kobj, "iommu_group");
	if (ret)
		goto err_free;

	kobject_get(group->devices_kobj);
	dev->iommu_group = group;

	mutex_lock(&group->mutex);
	list_add_tail(&device->list, &group->devices);
	/* A late comer goes where the others are. */
	if (group->domain && !iommu_is_attach_deferred(group->domain, dev))
		ret = __iommu_attach_device(group->domain, dev);
	mutex_unlock(&group->mutex);
	if (ret)
		goto err_unlink;

//%if not inotif
	blocking_notifier_call_chain(&group->notifier, IOMMU_GROUP_NOTIFY_ADD_DEVICE, dev);
//%endif
	return 0;

err_unlink:
	mutex_lock(&group->mutex);
	list_del(&device->list);
	mutex_unlock(&group->mutex);
	dev->iommu_group = NULL;
	kobject_put(group->devices_kobj);
	sysfs_remove_link(&dev->kobj, "iommu_group");
err_free:
	kfree(device);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_group_add_device);

void iommu_group_remove_device(struct device *dev)
{
	struct iommu_group *group = dev->iommu_group;
	struct group_device *entry, *found = NULL;

	if (!group)
		return;

//%if not inotif
	blocking_notifier_call_chain(&group->notifier, IOMMU_GROUP_NOTIFY_DEL_DEVICE, dev);

//%endif
	mutex_lock(&group->mutex);
	list_for_each_entry(entry, &group->devices, list) {
		if (entry->dev == dev) {
			found = entry;
			break;
		}
	}
	if (found)
		list_del(&found->list);
	mutex_unlock(&group->mutex);

	if (!found)
		return;
	sysfs_remove_link(&dev->kobj, "iommu_group");
	kfree(found);
	dev->iommu_group = NULL;
	kobject_put(group->devices_kobj);
}
EXPORT_SYMBOL_GPL(iommu_group_remove_device);

static int iommu_group_device_count(struct iommu_group *group)
{
	struct group_device *entry;
	int count = 0;

	list_for_each_entry(entry, &group->devices, list)
		count++;
	return count;
}

/* Stops at the first device for which the function says no. The mutex is held. */
static int __iommu_group_for_each_dev(struct iommu_group *group, void *data,
				      int (*fn)(struct device *dev, void *data))
{
	struct group_device *entry;
	int ret = 0;

	list_for_each_entry(entry, &group->devices, list) {
		ret = fn(entry->dev, data);
		if (ret)
			break;
	}
	return ret;
}

int iommu_group_for_each_dev(struct iommu_group *group, void *data,
			     int (*fn)(struct device *dev, void *data))
{
	int ret;

	mutex_lock(&group->mutex);
	ret = __iommu_group_for_each_dev(group, data, fn);
	mutex_unlock(&group->mutex);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_group_for_each_dev);

//%if not inotif
int iommu_group_register_notifier(struct iommu_group *group, struct notifier_block *nb)
{
	return blocking_notifier_chain_register(&group->notifier, nb);
}
EXPORT_SYMBOL_GPL(iommu_group_register_notifier);

int iommu_group_unregister_notifier(struct iommu_group *group, struct notifier_block *nb)
{
	return blocking_notifier_chain_unregister(&group->notifier, nb);
}
EXPORT_SYMBOL_GPL(iommu_group_unregister_notifier);

//%endif
/* ---- devices that come and go ---- */

static int iommu_alloc_default_domain(struct iommu_group *group, struct device *dev)
{
	struct iommu_domain *domain;

	if (group->default_domain)
		return 0;
	domain = __iommu_domain_alloc(dev->bus, IOMMU_DOMAIN_DMA);
	if (!domain)
		return -ENOMEM;
	group->default_domain = domain;
	if (!group->domain)
		group->domain = domain;
	return 0;
}

//%if (ctx and rev <= 4) or (core and rev >= 5)
/* Whether user space decides what the group's devices may reach. The mutex is held. */
static bool iommu_group_user_owned(struct iommu_group *group)
{
//%if rev == 1
	return group->dma_owner == DMA_OWNER_USER;
//%elif rev in (2, 3, 4)
	return group->dma_owner == DMA_OWNER_PRIVATE_DOMAIN_USER;
//%else
	return group->owner;
//%endif
}

//%endif
static int __iommu_probe_device(struct device *dev)
{
	const struct iommu_ops *ops = dev->bus->iommu_ops;
	struct iommu_group *group;
	int ret;

	if (!ops)
		return -ENODEV;
	ret = ops->probe_device(dev);
	if (ret)
		return ret;

	group = ops->device_group(dev);
	if (IS_ERR(group)) {
		ret = PTR_ERR(group);
		goto err_release;
	}
	ret = iommu_group_add_device(group, dev);
	iommu_group_put(group);
	if (ret)
		goto err_release;
	return 0;

err_release:
	ops->release_device(dev);
	return ret;
}

int iommu_probe_device(struct device *dev)
{
	struct iommu_group *group;
	int ret;

	ret = __iommu_probe_device(dev);
	if (ret)
		return ret;

	group = iommu_group_get(dev);
	if (!group)
		return -ENODEV;

	mutex_lock(&group->mutex);
	iommu_alloc_default_domain(group, dev);
//%if (ctx and rev <= 4) or (core and rev >= 5)
	/* A device that joins a group of user space must not reach kernel memory. */
	if (group->default_domain && !iommu_group_user_owned(group))
		ret = __iommu_attach_device(group->default_domain, dev);
//%else
	if (group->default_domain)
		ret = __iommu_attach_device(group->default_domain, dev);
//%endif
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
	if (ret)
		iommu_release_device(dev);
	return ret;
}

void iommu_release_device(struct device *dev)
{
	const struct iommu_ops *ops = dev->bus->iommu_ops;

	iommu_group_remove_device(dev);
	if (ops)
		ops->release_device(dev);
}

static int iommu_bus_notifier(struct notifier_block *nb, unsigned long action, void *data)
{
	struct device *dev = data;
//%if not inotif
	unsigned long group_action = 0;
	struct iommu_group *group;
//%endif

	if (action == BUS_NOTIFY_ADD_DEVICE) {
		int ret = iommu_probe_device(dev);

		return ret ? NOTIFY_DONE : NOTIFY_OK;
	}
	if (action == BUS_NOTIFY_REMOVED_DEVICE) {
		iommu_release_device(dev);
		return NOTIFY_OK;
	}
//%if not inotif

	/* Driver events are passed on to whoever watches the group. */
	group = iommu_group_get(dev);
	if (!group)
		return 0;
	switch (action) {
	case BUS_NOTIFY_BIND_DRIVER:
		group_action = IOMMU_GROUP_NOTIFY_BIND_DRIVER;
		break;
	case BUS_NOTIFY_BOUND_DRIVER:
		group_action = IOMMU_GROUP_NOTIFY_BOUND_DRIVER;
		break;
	case BUS_NOTIFY_UNBIND_DRIVER:
		group_action = IOMMU_GROUP_NOTIFY_UNBIND_DRIVER;
		break;
	case BUS_NOTIFY_UNBOUND_DRIVER:
		group_action = IOMMU_GROUP_NOTIFY_UNBOUND_DRIVER;
		break;
	}
	if (group_action)
		blocking_notifier_call_chain(&group->notifier, group_action, dev);
	iommu_group_put(group);
//%endif
	return 0;
}

static struct notifier_block iommu_bus_nb = {
	.notifier_call = iommu_bus_notifier,
};

int bus_set_iommu(struct bus_type *bus, const struct iommu_ops *ops)
{
	if (bus->iommu_ops)
		return -EBUSY;
	bus->iommu_ops = ops;
	return iommu_bus_nb.notifier_call ? 0 : -EINVAL;
}
EXPORT_SYMBOL_GPL(bus_set_iommu);

/* ---- attaching a whole group ---- */

static int iommu_group_do_attach_device(struct device *dev, void *data)
{
	struct iommu_domain *domain = data;

	return __iommu_attach_device(domain, dev);
}

static int iommu_group_do_detach_device(struct device *dev, void *data)
{
	struct iommu_domain *domain = data;

	__iommu_detach_device(domain, dev);
	return 0;
}

static int __iommu_attach_group(struct iommu_domain *domain, struct iommu_group *group)
{
	int ret;

//%if (ctx and rev <= 4) or (core and rev >= 5)
	if (group->domain && group->domain != group->default_domain)
		return -EBUSY;
//%else
	if (group->default_domain && group->domain != group->default_domain)
		return -EBUSY;
//%endif

	ret = __iommu_group_for_each_dev(group, domain, iommu_group_do_attach_device);
	if (!ret)
		group->domain = domain;
	return ret;
}

int iommu_attach_group(struct iommu_domain *domain, struct iommu_group *group)
{
	int ret;

	mutex_lock(&group->mutex);
	ret = __iommu_attach_group(domain, group);
	mutex_unlock(&group->mutex);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_attach_group);

static void __iommu_detach_group(struct iommu_domain *domain, struct iommu_group *group)
{
	int ret;

//%if (ctx and rev <= 4) or (core and rev >= 5)
	/* With nothing to go back to, or in the hands of user space: off, and that is all. */
	if (!group->default_domain || iommu_group_user_owned(group)) {
//%else
	if (!group->default_domain) {
//%endif
		__iommu_group_for_each_dev(group, domain, iommu_group_do_detach_device);
		group->domain = NULL;
		return;
	}

	if (group->domain == group->default_domain)
		return;

	ret = __iommu_group_for_each_dev(group, group->default_domain,
					 iommu_group_do_attach_device);
	if (!WARN_ON(ret))
		group->domain = group->default_domain;
}

void iommu_detach_group(struct iommu_domain *domain, struct iommu_group *group)
{
	mutex_lock(&group->mutex);
	__iommu_detach_group(domain, group);
	mutex_unlock(&group->mutex);
}
EXPORT_SYMBOL_GPL(iommu_detach_group);

int iommu_attach_device(struct iommu_domain *domain, struct device *dev)
{
	struct iommu_group *group;
	int ret = -EINVAL;

	group = iommu_group_get(dev);
	if (!group)
		return -ENODEV;

	mutex_lock(&group->mutex);
	/* One device alone, or the others would move along unasked. */
	if (iommu_group_device_count(group) == 1)
		ret = __iommu_attach_group(domain, group);
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_attach_device);

void iommu_detach_device(struct iommu_domain *domain, struct device *dev)
{
	struct iommu_group *group;

	group = iommu_group_get(dev);
	if (!group)
		return;

	mutex_lock(&group->mutex);
	if (!WARN_ON(iommu_group_device_count(group) != 1))
		__iommu_detach_group(domain, group);
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
}
EXPORT_SYMBOL_GPL(iommu_detach_device);

struct iommu_domain *iommu_get_domain_for_dev(struct device *dev)
{
	struct iommu_group *group = iommu_group_get(dev);
	struct iommu_domain *domain;

	if (!group)
		return NULL;
	domain = group->domain;
	iommu_group_put(group);
	return domain;
}
EXPORT_SYMBOL_GPL(iommu_get_domain_for_dev);
//%if core and rev == 1

/* ---- who owns the DMA of a group ---- */

static int __iommu_group_set_dma_owner(struct iommu_group *group,
				       enum iommu_dma_owner owner, struct file *user_file)
{
	if (group->dma_owner != DMA_OWNER_NONE && group->dma_owner != owner)
		return -EBUSY;

	if (owner == DMA_OWNER_USER) {
		if (!user_file)
			return -EINVAL;
		if (group->owner_user_file && group->owner_user_file != user_file)
			return -EPERM;
	}

	if (refcount_inc_not_zero(&group->owner_cnt))
		return 0;

	group->dma_owner = owner;
	refcount_set(&group->owner_cnt, 1);

	if (owner == DMA_OWNER_USER) {
//%if ctx
		if (group->domain) {
			if (group->domain != group->default_domain) {
				group->dma_owner = DMA_OWNER_NONE;
				refcount_set(&group->owner_cnt, 0);
				return -EBUSY;
			}
			__iommu_detach_group(group->domain, group);
		}

//%endif
		get_file(user_file);
		group->owner_user_file = user_file;
	}
	return 0;
}

static void __iommu_group_release_dma_owner(struct iommu_group *group,
					    enum iommu_dma_owner owner)
{
	if (WARN_ON(group->dma_owner != owner))
		return;
	if (!refcount_dec_and_test(&group->owner_cnt))
		return;

	group->dma_owner = DMA_OWNER_NONE;
	if (owner == DMA_OWNER_USER) {
		fput(group->owner_user_file);
		group->owner_user_file = NULL;
//%if ctx

		/* Its user is gone; whoever left a domain behind keeps it. */
		if (!WARN_ON(group->domain) && group->default_domain)
			__iommu_attach_group(group->default_domain, group);
//%endif
	}
}
//%if grp

/**
 * iommu_group_set_dma_owner() - Become the owner of a group's DMA
 * @group: The group
 * @owner: The kind of owner
 * @user_file: What stands for the user; for DMA_OWNER_USER only
 *
 * Return: 0, or a negative error where another owner is in place.
 */
int iommu_group_set_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner,
			      struct file *user_file)
{
	int ret;

	mutex_lock(&group->mutex);
	ret = __iommu_group_set_dma_owner(group, owner, user_file);
	mutex_unlock(&group->mutex);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_group_set_dma_owner);

/**
 * iommu_group_release_dma_owner() - Give a group's DMA back
 * @group: The group
 * @owner: The kind of owner
 */
void iommu_group_release_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner)
{
	mutex_lock(&group->mutex);
	__iommu_group_release_dma_owner(group, owner);
	mutex_unlock(&group->mutex);
}
EXPORT_SYMBOL_GPL(iommu_group_release_dma_owner);

/**
 * iommu_group_dma_owner_unclaimed() - Ask whether a group's DMA is free
 * @group: The group
 *
 * Return: true where nobody owns it.
 */
bool iommu_group_dma_owner_unclaimed(struct iommu_group *group)
{
	enum iommu_dma_owner owner;

	mutex_lock(&group->mutex);
	owner = group->dma_owner;
	mutex_unlock(&group->mutex);
	return owner == DMA_OWNER_NONE;
}
EXPORT_SYMBOL_GPL(iommu_group_dma_owner_unclaimed);
//%endif

/**
 * iommu_device_set_dma_owner() - Become the owner of the DMA of a device's group
 * @dev: The device
 * @owner: The kind of owner
 * @user_file: What stands for the user; for DMA_OWNER_USER only
 *
 * Return: 0, or a negative error where another owner is in place.
 */
int iommu_device_set_dma_owner(struct device *dev, enum iommu_dma_owner owner,
			       struct file *user_file)
{
	struct iommu_group *group = iommu_group_get(dev);
	int ret;

	if (!group)
		return owner == DMA_OWNER_KERNEL ? 0 : -ENODEV;

	mutex_lock(&group->mutex);
	ret = __iommu_group_set_dma_owner(group, owner, user_file);
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_device_set_dma_owner);

/**
 * iommu_device_release_dma_owner() - Give the DMA of a device's group back
 * @dev: The device
 * @owner: The kind of owner
 */
void iommu_device_release_dma_owner(struct device *dev, enum iommu_dma_owner owner)
{
	struct iommu_group *group = iommu_group_get(dev);

	if (!group) {
		WARN_ON(owner != DMA_OWNER_KERNEL);
		return;
	}
	mutex_lock(&group->mutex);
	__iommu_group_release_dma_owner(group, owner);
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
}
EXPORT_SYMBOL_GPL(iommu_device_release_dma_owner);
//%elif core and rev in (2, 3)

/* ---- who owns the DMA of a group ---- */

static int __iommu_group_set_dma_owner(struct iommu_group *group,
				       enum iommu_dma_owner owner, void *owner_cookie)
{
	if (refcount_inc_not_zero(&group->owner_cnt)) {
		if (group->dma_owner == owner && group->owner_cookie == owner_cookie)
			return 0;
		refcount_dec(&group->owner_cnt);
		return -EBUSY;
	}

	group->dma_owner = owner;
//%if ctx
	if (owner == DMA_OWNER_PRIVATE_DOMAIN_USER && group->domain) {
		if (group->domain != group->default_domain) {
			group->dma_owner = DMA_OWNER_NONE;
			return -EBUSY;
		}
		__iommu_detach_group(group->domain, group);
	}
//%endif
	group->owner_cookie = owner_cookie;
	refcount_set(&group->owner_cnt, 1);
	return 0;
}

static void __iommu_group_release_dma_owner(struct iommu_group *group,
					    enum iommu_dma_owner owner)
{
	if (WARN_ON(group->dma_owner != owner))
		return;
	if (!refcount_dec_and_test(&group->owner_cnt))
		return;

	group->dma_owner = DMA_OWNER_NONE;
//%if ctx

	/* Its user is gone; whoever left a domain behind keeps it. */
	if (owner == DMA_OWNER_PRIVATE_DOMAIN_USER && !WARN_ON(group->domain) &&
	    group->default_domain)
		__iommu_attach_group(group->default_domain, group);
//%endif
}
//%if grp

/**
 * iommu_group_set_dma_owner() - Become the owner of a group's DMA
 * @group: The group
 * @owner: The kind of owner
 * @owner_cookie: What stands for the owner; only ever compared
 *
 * Return: 0, or -EBUSY where another owner is in place.
 */
int iommu_group_set_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner,
			      void *owner_cookie)
{
	int ret;

	mutex_lock(&group->mutex);
	ret = __iommu_group_set_dma_owner(group, owner, owner_cookie);
	mutex_unlock(&group->mutex);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_group_set_dma_owner);

/**
 * iommu_group_release_dma_owner() - Give a group's DMA back
 * @group: The group
 * @owner: The kind of owner
 */
void iommu_group_release_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner)
{
	mutex_lock(&group->mutex);
	__iommu_group_release_dma_owner(group, owner);
	mutex_unlock(&group->mutex);
}
EXPORT_SYMBOL_GPL(iommu_group_release_dma_owner);

/**
 * iommu_group_dma_owner_unclaimed() - Ask whether a group's DMA is free
 * @group: The group
 *
 * Return: true where nobody owns it.
 */
bool iommu_group_dma_owner_unclaimed(struct iommu_group *group)
{
	enum iommu_dma_owner owner;

	mutex_lock(&group->mutex);
	owner = group->dma_owner;
	mutex_unlock(&group->mutex);
	return owner == DMA_OWNER_NONE;
}
EXPORT_SYMBOL_GPL(iommu_group_dma_owner_unclaimed);
//%endif

/**
 * iommu_device_set_dma_owner() - Become the owner of the DMA of a device's group
 * @dev: The device
 * @owner: The kind of owner
 * @owner_cookie: What stands for the owner; only ever compared
 *
 * Return: 0, or -EBUSY where another owner is in place.
 */
int iommu_device_set_dma_owner(struct device *dev, enum iommu_dma_owner owner,
			       void *owner_cookie)
{
	struct iommu_group *group = iommu_group_get(dev);
	int ret;

	if (!group)
		return owner == DMA_OWNER_DMA_API ? 0 : -ENODEV;

	mutex_lock(&group->mutex);
	ret = __iommu_group_set_dma_owner(group, owner, owner_cookie);
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_device_set_dma_owner);

/**
 * iommu_device_release_dma_owner() - Give the DMA of a device's group back
 * @dev: The device
 * @owner: The kind of owner
 */
void iommu_device_release_dma_owner(struct device *dev, enum iommu_dma_owner owner)
{
	struct iommu_group *group = iommu_group_get(dev);

	if (!group) {
		WARN_ON(owner != DMA_OWNER_DMA_API);
		return;
	}
	mutex_lock(&group->mutex);
	__iommu_group_release_dma_owner(group, owner);
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
}
EXPORT_SYMBOL_GPL(iommu_device_release_dma_owner);
//%if shared

static bool iommu_group_has_private_owner(struct iommu_group *group)
{
	return group->dma_owner == DMA_OWNER_PRIVATE_DOMAIN ||
	       group->dma_owner == DMA_OWNER_PRIVATE_DOMAIN_USER;
}

/**
 * iommu_attach_device_shared() - Put a device's group on a domain, with others
 * @domain: The domain
 * @dev: The device
 *
 * Drivers of one group that have agreed on a domain each attach it; the last
 * one to detach takes it off.
 *
 * Return: 0, or a negative error.
 */
int iommu_attach_device_shared(struct iommu_domain *domain, struct device *dev)
{
	struct iommu_group *group = iommu_group_get(dev);
	int ret = 0;

	if (!group)
		return -ENODEV;

	mutex_lock(&group->mutex);
	if (refcount_inc_not_zero(&group->attach_cnt)) {
		if (group->domain != domain || !iommu_group_has_private_owner(group)) {
			refcount_dec(&group->attach_cnt);
			ret = -EBUSY;
		}
	} else {
		ret = __iommu_attach_group(domain, group);
		if (!ret)
//%if rev == 2
			refcount_set(&group->owner_cnt, 1);
//%else
			refcount_set(&group->attach_cnt, 1);
//%endif
	}
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_attach_device_shared);

/**
 * iommu_detach_device_shared() - Undo iommu_attach_device_shared()
 * @domain: The domain
 * @dev: The device
 */
void iommu_detach_device_shared(struct iommu_domain *domain, struct device *dev)
{
	struct iommu_group *group = iommu_group_get(dev);

	if (!group)
		return;

	mutex_lock(&group->mutex);
	if (WARN_ON(group->domain != domain || !iommu_group_has_private_owner(group)))
		goto unlock_out;
//%if rev == 2
	if (refcount_dec_and_test(&group->owner_cnt)) {
//%else
	if (refcount_dec_and_test(&group->attach_cnt)) {
//%endif
		__iommu_detach_group(domain, group);
		group->dma_owner = DMA_OWNER_NONE;
	}
unlock_out:
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
}
EXPORT_SYMBOL_GPL(iommu_detach_device_shared);
//%endif
//%elif core and rev == 4

/* ---- who owns the DMA of a group ---- */

//%if grp
/**
 * iommu_group_set_dma_owner() - Become the owner of a group's DMA
 * @group: The group
 * @owner: The kind of owner
 * @owner_cookie: What stands for the owner; only ever compared
 *
 * Return: 0, or -EBUSY where another owner is in place.
 */
int iommu_group_set_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner,
			      void *owner_cookie)
//%else
static int iommu_group_set_dma_owner(struct iommu_group *group,
				     enum iommu_dma_owner owner, void *owner_cookie)
//%endif
{
	int ret = 0;

	mutex_lock(&group->mutex);
	if (group->owner_cnt &&
	    (group->dma_owner != owner || group->owner_cookie != owner_cookie)) {
		ret = -EBUSY;
		goto unlock_out;
	}

	group->dma_owner = owner;
	group->owner_cookie = owner_cookie;
	group->owner_cnt++;
//%if ctx

	/* What user space has not mapped it must not reach. */
	if (owner == DMA_OWNER_PRIVATE_DOMAIN_USER && group->domain &&
	    !WARN_ON(group->domain != group->default_domain))
		__iommu_detach_group(group->domain, group);
//%endif
unlock_out:
	mutex_unlock(&group->mutex);
	return ret;
}
//%if grp
EXPORT_SYMBOL_GPL(iommu_group_set_dma_owner);

/**
 * iommu_group_release_dma_owner() - Give a group's DMA back
 * @group: The group
 * @owner: The kind of owner
 */
void iommu_group_release_dma_owner(struct iommu_group *group, enum iommu_dma_owner owner)
//%else

static void iommu_group_release_dma_owner(struct iommu_group *group,
					  enum iommu_dma_owner owner)
//%endif
{
	mutex_lock(&group->mutex);
	if (WARN_ON(!group->owner_cnt || group->dma_owner != owner))
		goto unlock_out;
	if (--group->owner_cnt > 0)
		goto unlock_out;

	group->dma_owner = DMA_OWNER_DMA_API;
//%if ctx

	/* Its user is gone; whoever left a domain behind keeps it. */
	if (owner == DMA_OWNER_PRIVATE_DOMAIN_USER && !WARN_ON(group->domain) &&
	    group->default_domain)
		__iommu_attach_group(group->default_domain, group);
//%endif
unlock_out:
	mutex_unlock(&group->mutex);
}
//%if grp
EXPORT_SYMBOL_GPL(iommu_group_release_dma_owner);

/**
 * iommu_group_dma_owner_unclaimed() - Ask whether a group's DMA is free
 * @group: The group
 *
 * Return: true where nobody owns it.
 */
bool iommu_group_dma_owner_unclaimed(struct iommu_group *group)
{
	unsigned int count;

	mutex_lock(&group->mutex);
	count = group->owner_cnt;
	mutex_unlock(&group->mutex);
	return !count;
}
EXPORT_SYMBOL_GPL(iommu_group_dma_owner_unclaimed);
//%endif

/**
 * iommu_device_set_dma_owner() - Become the owner of the DMA of a device's group
 * @dev: The device
 * @owner: The kind of owner
 * @owner_cookie: What stands for the owner; only ever compared
 *
 * Return: 0, or -EBUSY where another owner is in place.
 */
int iommu_device_set_dma_owner(struct device *dev, enum iommu_dma_owner owner,
			       void *owner_cookie)
{
	struct iommu_group *group = iommu_group_get(dev);
	int ret;

	if (!group)
		return owner == DMA_OWNER_DMA_API ? 0 : -ENODEV;

	ret = iommu_group_set_dma_owner(group, owner, owner_cookie);
	iommu_group_put(group);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_device_set_dma_owner);

/**
 * iommu_device_release_dma_owner() - Give the DMA of a device's group back
 * @dev: The device
 * @owner: The kind of owner
 */
void iommu_device_release_dma_owner(struct device *dev, enum iommu_dma_owner owner)
{
	struct iommu_group *group = iommu_group_get(dev);

	if (!group) {
		WARN_ON(owner != DMA_OWNER_DMA_API);
		return;
	}
	iommu_group_release_dma_owner(group, owner);
	iommu_group_put(group);
}
EXPORT_SYMBOL_GPL(iommu_device_release_dma_owner);
//%if shared

static bool iommu_group_has_private_owner(struct iommu_group *group)
{
	return group->dma_owner == DMA_OWNER_PRIVATE_DOMAIN ||
	       group->dma_owner == DMA_OWNER_PRIVATE_DOMAIN_USER;
}

/**
 * iommu_attach_device_shared() - Put a device's group on a domain, with others
 * @domain: The domain
 * @dev: The device
 *
 * Drivers of one group that own it together and have agreed on a domain each
 * attach it; the last one to detach takes it off.
 *
 * Return: 0, -EPERM without private ownership, or another negative error.
 */
int iommu_attach_device_shared(struct iommu_domain *domain, struct device *dev)
{
	struct iommu_group *group = iommu_group_get(dev);
	int ret = 0;

	if (!group)
		return -ENODEV;

	mutex_lock(&group->mutex);
	if (!iommu_group_has_private_owner(group)) {
		ret = -EPERM;
		goto unlock_out;
	}
	if (group->attach_cnt) {
		if (group->domain != domain) {
			ret = -EBUSY;
			goto unlock_out;
		}
	} else {
		ret = __iommu_attach_group(domain, group);
		if (ret)
			goto unlock_out;
	}
	group->attach_cnt++;
unlock_out:
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
	return ret;
}
EXPORT_SYMBOL_GPL(iommu_attach_device_shared);

/**
 * iommu_detach_device_shared() - Undo iommu_attach_device_shared()
 * @domain: The domain
 * @dev: The device
 */
void iommu_detach_device_shared(struct iommu_domain *domain, struct device *dev)
{
	struct iommu_group *group = iommu_group_get(dev);

	if (!group)
		return;

	mutex_lock(&group->mutex);
	if (WARN_ON(!group->attach_cnt || group->domain != domain ||
		    !iommu_group_has_private_owner(group)))
		goto unlock_out;
	if (--group->attach_cnt == 0)
		__iommu_detach_group(domain, group);
unlock_out:
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
}
EXPORT_SYMBOL_GPL(iommu_detach_device_shared);
//%endif
//%elif core

/* ---- who owns the DMA of a group ---- */

//%if rev == 5
/**
 * iommu_device_use_dma_api() - Count a kernel driver that uses the DMA API
 * @dev: The device
 *
 * Return: 0, or -EBUSY where the group is in other hands.
 */
int iommu_device_use_dma_api(struct device *dev)
//%else
/**
 * iommu_device_use_default_domain() - Count a kernel driver on the default domain
 * @dev: The device
 *
 * Return: 0, or -EBUSY where the group is in other hands.
 */
int iommu_device_use_default_domain(struct device *dev)
//%endif
{
	struct iommu_group *group = iommu_group_get(dev);
	int ret = 0;

	if (!group)
		return 0;

	mutex_lock(&group->mutex);
	if (group->owner_cnt &&
	    (group->domain != group->default_domain || group->owner)) {
		ret = -EBUSY;
		goto unlock_out;
	}
	group->owner_cnt++;
unlock_out:
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
	return ret;
}
//%if rev == 5
EXPORT_SYMBOL_GPL(iommu_device_use_dma_api);
//%endif

//%if rev == 5
/**
 * iommu_device_unuse_dma_api() - Undo iommu_device_use_dma_api()
 * @dev: The device
 */
void iommu_device_unuse_dma_api(struct device *dev)
//%else
/**
 * iommu_device_unuse_default_domain() - Undo iommu_device_use_default_domain()
 * @dev: The device
 */
void iommu_device_unuse_default_domain(struct device *dev)
//%endif
{
	struct iommu_group *group = iommu_group_get(dev);

	if (!group)
		return;

	mutex_lock(&group->mutex);
	if (!WARN_ON(!group->owner_cnt))
		group->owner_cnt--;
	mutex_unlock(&group->mutex);
	iommu_group_put(group);
}
//%if rev == 5
EXPORT_SYMBOL_GPL(iommu_device_unuse_dma_api);
//%endif

/**
//%if rev == 5
 * iommu_group_set_dma_owner() - Take a group's DMA out of the kernel's hands
//%else
 * iommu_group_claim_dma_owner() - Take a group's DMA out of the kernel's hands
//%endif
 * @group: The group
 * @owner: What stands for the owner; only ever compared
 *
//%if rev <= 6
 * The same owner may claim more than once.
//%else
 * There is one claim at a time, also for the same owner.
//%endif
 *
 * Return: 0, -EPERM where the group is in use, -EBUSY on a foreign domain.
 */
//%if rev == 5
int iommu_group_set_dma_owner(struct iommu_group *group, void *owner)
//%else
int iommu_group_claim_dma_owner(struct iommu_group *group, void *owner)
//%endif
{
	int ret = 0;

	mutex_lock(&group->mutex);
//%if rev <= 6
	if (group->owner_cnt) {
		if (group->owner != owner) {
			ret = -EPERM;
			goto unlock_out;
		}
	} else {
		if (group->domain && group->domain != group->default_domain) {
			ret = -EBUSY;
			goto unlock_out;
		}
		group->owner = owner;
		if (group->domain)
			__iommu_detach_group(group->domain, group);
	}
	group->owner_cnt++;
//%else
	if (group->owner_cnt) {
		ret = -EPERM;
		goto unlock_out;
	}
	if (group->domain && group->domain != group->default_domain) {
		ret = -EBUSY;
		goto unlock_out;
	}

	group->owner = owner;
	if (group->domain)
		__iommu_detach_group(group->domain, group);
	group->owner_cnt = 1;
//%endif
unlock_out:
	mutex_unlock(&group->mutex);
	return ret;
}
//%if rev == 5
EXPORT_SYMBOL_GPL(iommu_group_set_dma_owner);
//%else
EXPORT_SYMBOL_GPL(iommu_group_claim_dma_owner);
//%endif

/**
 * iommu_group_release_dma_owner() - Give a group's DMA back to the kernel
 * @group: The group
 */
void iommu_group_release_dma_owner(struct iommu_group *group)
{
	mutex_lock(&group->mutex);
	if (WARN_ON(!group->owner_cnt || !group->owner))
		goto unlock_out;
//%if rev <= 6
	if (--group->owner_cnt > 0)
		goto unlock_out;
//%else
	group->owner_cnt = 0;
//%endif

	/* Its user is gone; whoever left a domain behind keeps it. */
	if (!WARN_ON(group->domain) && group->default_domain)
		__iommu_attach_group(group->default_domain, group);
	group->owner = NULL;
unlock_out:
	mutex_unlock(&group->mutex);
}
EXPORT_SYMBOL_GPL(iommu_group_release_dma_owner);

/**
 * iommu_group_dma_owner_claimed() - Ask whether a group's DMA is in use
 * @group: The group
 *
 * Return: true where anybody counts.
 */
bool iommu_group_dma_owner_claimed(struct iommu_group *group)
{
	unsigned int count;

	mutex_lock(&group->mutex);
	count = group->owner_cnt;
	mutex_unlock(&group->mutex);
	return count;
}
EXPORT_SYMBOL_GPL(iommu_group_dma_owner_claimed);
//%endif
