/*
 * VFIO groups and containers, reduced to who may take a group and when.
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/iommu.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/pci.h>
#include <linux/rwsem.h>
#include <linux/vfio.h>

struct vfio_iommu_driver {
	const struct vfio_iommu_driver_ops *ops;
};

struct vfio_container {
	struct rw_semaphore group_lock;
	struct vfio_iommu_driver *iommu_driver;
	void *iommu_data;
	bool noiommu;
};

//%if not unbound
/* A device whose VFIO driver is leaving: it is no danger, though it is not ours any more. */
struct vfio_unbound_dev {
	struct device *dev;
	struct list_head unbound_next;
};

//%endif
enum vfio_group_type {
	VFIO_IOMMU,
	VFIO_EMULATED_IOMMU,
	VFIO_NO_IOMMU,
};

struct vfio_group {
	struct device dev;
	refcount_t users;
	unsigned int container_users;
	struct iommu_group *iommu_group;
	struct vfio_container *container;
	struct list_head device_list;
	struct mutex device_lock;
//%if not vnotif
	struct notifier_block nb;
//%endif
	struct list_head vfio_next;
//%if not unbound
	struct list_head unbound_list;
	struct mutex unbound_lock;
//%endif
	enum vfio_group_type type;
};

static const struct file_operations vfio_fops;

bool capable_rawio(void);
//%if not vnotif

/* ---- may the other devices of the group be left alone? ---- */

static const char *const vfio_driver_allowed[] = { "pci-stub" };

static bool vfio_same_name(const char *one, const char *other)
{
	while (*one && *one == *other) {
		one++;
		other++;
	}
	return *one == *other;
}

static bool vfio_dev_driver_allowed(struct device *dev, struct device_driver *drv)
{
	unsigned int i;

	if (dev_is_pci(dev) && to_pci_dev(dev)->hdr_type != PCI_HEADER_TYPE_NORMAL)
		return true;
	for (i = 0; i < ARRAY_SIZE(vfio_driver_allowed); i++)
		if (vfio_same_name(drv->name, vfio_driver_allowed[i]))
			return true;
	return false;
}

static struct vfio_device *vfio_group_get_device(struct vfio_group *group, struct device *dev)
{
	struct vfio_device *device;

	mutex_lock(&group->device_lock);
	list_for_each_entry(device, &group->device_list, group_next) {
		if (device->dev == dev) {
			mutex_unlock(&group->device_lock);
			return device;
		}
	}
	mutex_unlock(&group->device_lock);
	return NULL;
}

static int vfio_dev_viable(struct device *dev, void *data)
{
	struct vfio_group *group = data;
	struct device_driver *drv = dev->driver;
//%if not unbound
	struct vfio_unbound_dev *unbound;

	mutex_lock(&group->unbound_lock);
	list_for_each_entry(unbound, &group->unbound_list, unbound_next) {
		if (unbound->dev == dev) {
			mutex_unlock(&group->unbound_lock);
			return 0;
		}
	}
	mutex_unlock(&group->unbound_lock);
//%endif

	if (!drv || vfio_dev_driver_allowed(dev, drv))
		return 0;
	return vfio_group_get_device(group, dev) ? 0 : -EINVAL;
}
//%if not viable

static bool vfio_group_viable(struct vfio_group *group)
{
	return !iommu_group_for_each_dev(group->iommu_group, group, vfio_dev_viable);
}
//%endif

static int vfio_group_nb_add_dev(struct vfio_group *group, struct device *dev)
{
	/* A device that comes to a group in use cannot be refused any more. */
	if (group->container_users)
		dev_WARN(dev, "added to a live group\n");
	return 0;
}

static int vfio_group_nb_verify(struct vfio_group *group, struct device *dev)
{
	if (!group->container_users)
		return 0;
	return vfio_dev_viable(dev, group);
}

static int vfio_iommu_group_notifier(struct notifier_block *nb, unsigned long action,
				     void *data)
{
	struct vfio_group *group = container_of(nb, struct vfio_group, nb);
	struct device *dev = data;
//%if not unbound
	struct vfio_unbound_dev *unbound;
//%endif

	switch (action) {
	case IOMMU_GROUP_NOTIFY_ADD_DEVICE:
		vfio_group_nb_add_dev(group, dev);
		break;
	case IOMMU_GROUP_NOTIFY_BOUND_DRIVER:
		/* Too late to say no: user space and this driver share their DMA now. */
		BUG_ON(vfio_group_nb_verify(group, dev));
		break;
//%if not unbound
	case IOMMU_GROUP_NOTIFY_UNBOUND_DRIVER:
		mutex_lock(&group->unbound_lock);
		list_for_each_entry(unbound, &group->unbound_list, unbound_next) {
			if (unbound->dev == dev) {
				list_del(&unbound->unbound_next);
				kfree(unbound);
				break;
			}
		}
		mutex_unlock(&group->unbound_lock);
		break;
//%endif
	}
	return NOTIFY_OK;
}

int vfio_group_watch(struct vfio_group *group)
{
	group->nb.notifier_call = vfio_iommu_group_notifier;
	return iommu_group_register_notifier(group->iommu_group, &group->nb);
}
//%endif

void vfio_unregister_group_dev(struct vfio_device *device)
{
	struct vfio_group *group = device->group;
//%if not unbound
	struct vfio_unbound_dev *unbound;

	/* Until the driver is gone for good the device counts as harmless. */
	unbound = kzalloc(sizeof(*unbound), GFP_KERNEL);
	if (unbound) {
		unbound->dev = device->dev;
		mutex_lock(&group->unbound_lock);
		list_add(&unbound->unbound_next, &group->unbound_list);
		mutex_unlock(&group->unbound_lock);
	}
	WARN_ON(!unbound);
//%endif

	mutex_lock(&group->device_lock);
	list_del(&device->group_next);
	mutex_unlock(&group->device_lock);
}
EXPORT_SYMBOL_GPL(vfio_unregister_group_dev);

/* ---- containers ---- */

static void __vfio_group_unset_container(struct vfio_group *group)
{
	struct vfio_container *container = group->container;
	struct vfio_iommu_driver *driver;

	down_write(&container->group_lock);
	driver = container->iommu_driver;
	if (driver)
		driver->ops->detach_group(container->iommu_data, group->iommu_group);
//%if vfio and rev == 1
	iommu_group_release_dma_owner(group->iommu_group, DMA_OWNER_USER);
//%elif vfio and rev in (2, 3, 4)
	iommu_group_release_dma_owner(group->iommu_group, DMA_OWNER_PRIVATE_DOMAIN_USER);
//%elif vfio
	iommu_group_release_dma_owner(group->iommu_group);
//%endif
	group->container = NULL;
	up_write(&container->group_lock);
}

static int vfio_group_unset_container(struct vfio_group *group)
{
	if (!group->container)
		return -EINVAL;
	if (group->container_users)
		return -EBUSY;
	__vfio_group_unset_container(group);
	return 0;
}

static int vfio_group_set_container(struct vfio_group *group, int container_fd)
{
	struct vfio_container *container;
	struct vfio_iommu_driver *driver;
	struct fd f;
	int ret = 0;

	if (group->container_users)
		return -EINVAL;
	if (group->type == VFIO_NO_IOMMU && !capable_rawio())
		return -EPERM;

	f = fdget(container_fd);
	if (!f.file)
		return -EBADF;
	if (f.file->f_op != &vfio_fops) {
		fdput(f);
		return -EINVAL;
	}

	container = f.file->private_data;
	down_write(&container->group_lock);
	if (container->iommu_driver &&
	    container->noiommu != (group->type == VFIO_NO_IOMMU)) {
		ret = -EPERM;
		goto unlock_out;
	}
//%if vfio and rev == 1

	ret = iommu_group_set_dma_owner(group->iommu_group, DMA_OWNER_USER, f.file);
	if (ret)
		goto unlock_out;
//%elif vfio and rev in (2, 3, 4)

	ret = iommu_group_set_dma_owner(group->iommu_group, DMA_OWNER_PRIVATE_DOMAIN_USER,
					f.file);
	if (ret)
		goto unlock_out;
//%elif vfio and rev == 5

	ret = iommu_group_set_dma_owner(group->iommu_group, f.file);
	if (ret)
		goto unlock_out;
//%elif vfio

	ret = iommu_group_claim_dma_owner(group->iommu_group, f.file);
	if (ret)
		goto unlock_out;
//%endif

	driver = container->iommu_driver;
	if (driver) {
		ret = driver->ops->attach_group(container->iommu_data, group->iommu_group);
//%if vfio and rev == 1
		if (ret) {
			iommu_group_release_dma_owner(group->iommu_group, DMA_OWNER_USER);
			goto unlock_out;
		}
//%elif vfio and rev in (2, 3, 4)
		if (ret) {
			iommu_group_release_dma_owner(group->iommu_group,
						      DMA_OWNER_PRIVATE_DOMAIN_USER);
			goto unlock_out;
		}
//%elif vfio
		if (ret) {
			iommu_group_release_dma_owner(group->iommu_group);
			goto unlock_out;
		}
//%else
		if (ret)
			goto unlock_out;
//%endif
	}
	group->container = container;

unlock_out:
	up_write(&container->group_lock);
	fdput(f);
	return ret;
}

static int vfio_group_add_container_user(struct vfio_group *group)
{
	if (!group->container)
		return -EINVAL;
//%if not viable
	if (!group->container->iommu_driver || !vfio_group_viable(group))
		return -EINVAL;
//%else
	if (!group->container->iommu_driver)
		return -EINVAL;
//%endif
	group->container_users++;
	return 0;
}

static int vfio_group_get_device_fd(struct vfio_group *group, struct vfio_device *device)
{
//%if not viable
	if (!group->container || !group->container->iommu_driver || !vfio_group_viable(group))
		return -EINVAL;
//%else
	if (!group->container || !group->container->iommu_driver)
		return -EINVAL;
//%endif
	return vfio_group_add_container_user(group) ?: vfio_open_device_file(device);
}

static unsigned int vfio_group_status_flags(struct vfio_group *group)
{
	unsigned int flags = 0;

//%if not viable
	if (vfio_group_viable(group))
		flags |= VFIO_GROUP_FLAGS_VIABLE;
	if (group->container)
		flags |= VFIO_GROUP_FLAGS_CONTAINER_SET;
//%elif rev <= 4
	if (group->container)
		flags |= VFIO_GROUP_FLAGS_CONTAINER_SET | VFIO_GROUP_FLAGS_VIABLE;
	else if (iommu_group_dma_owner_unclaimed(group->iommu_group))
		flags |= VFIO_GROUP_FLAGS_VIABLE;
//%else
	if (group->container)
		flags |= VFIO_GROUP_FLAGS_CONTAINER_SET | VFIO_GROUP_FLAGS_VIABLE;
	else if (!iommu_group_dma_owner_claimed(group->iommu_group))
		flags |= VFIO_GROUP_FLAGS_VIABLE;
//%endif
	return flags;
}

long vfio_group_fops_unl_ioctl(struct file *filep, unsigned int cmd, unsigned long arg)
{
	struct vfio_group *group = filep->private_data;

	switch (cmd) {
	case VFIO_GROUP_GET_STATUS: {
		struct vfio_group_status *status = (struct vfio_group_status *)arg;

		if (status->argsz < sizeof(*status))
			return -EINVAL;
		status->flags = vfio_group_status_flags(group);
		return 0;
	}
	case VFIO_GROUP_SET_CONTAINER:
		return vfio_group_set_container(group, (int)arg);
	case VFIO_GROUP_UNSET_CONTAINER:
		return vfio_group_unset_container(group);
	case VFIO_GROUP_GET_DEVICE_FD:
		return vfio_group_get_device_fd(group, (struct vfio_device *)arg);
	}
	return -ENOTTY;
}

static const struct file_operations vfio_fops = {
	.unlocked_ioctl = vfio_group_fops_unl_ioctl,
};
