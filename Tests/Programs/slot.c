/* A character device that many may have open together, or one alone: the example of ReferenceModels.md. */

#define O_EXCL 0200
#define EBUSY 16

struct inode;

struct file {
	unsigned int f_flags;
};

struct mutex {
	long owner;
};

void mutex_lock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);

struct slot {
	struct mutex lock;
	int openers;
	_Bool alone;
};

static struct slot slot;

int slot_open(struct inode *inode, struct file *file)
{
	int ret = 0;

	mutex_lock(&slot.lock);
#ifdef COUNTS_TOO_EARLY
	slot.openers++;
	if (slot.alone || (slot.openers > 1 && (file->f_flags & O_EXCL))) {
		ret = -EBUSY;
		goto out;
	}
#else
	if (slot.alone || (slot.openers && (file->f_flags & O_EXCL))) {
		ret = -EBUSY;
		goto out;
	}
	slot.openers++;
#endif
	slot.alone = file->f_flags & O_EXCL;
out:
	mutex_unlock(&slot.lock);
	return ret;
}

int slot_release(struct inode *inode, struct file *file)
{
	mutex_lock(&slot.lock);
	slot.openers--;
	slot.alone = 0;
	mutex_unlock(&slot.lock);
	return 0;
}
