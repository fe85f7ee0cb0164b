// kind: signature
// function: queue_of
// forward: same
// why: A static function loses a parameter that it does not use; its caller cannot be decided, as what is called there has another name as well.

struct disk { void *queue; int flags; };
void *make(const char *name, int flags);
int open_it(struct disk *d);
#ifdef OLD
int open_old(struct disk *d);
#else
int open_new(struct disk *d);
#endif

#ifdef OLD
static int queue_of(struct disk *d, int unused)
{
	d->queue = make("disk", d->flags);
	return d->queue ? 0 : -12;
}

int disk_open(struct disk *d)
{
	int err = queue_of(d, 3);

	return err ? err : open_old(d);
}
#else
static int queue_of(struct disk *d)
{
	d->queue = make("disk", d->flags);
	return d->queue ? 0 : -12;
}

int disk_open(struct disk *d)
{
	int err = queue_of(d);

	return err ? err : open_new(d);
}
#endif
