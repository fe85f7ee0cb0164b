// kind: cleanup-free
// function: table_load
// forward: drifted
// why: The allocation has other flags.

struct mutex { int owner; };
void mutex_lock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
#define __cleanup(function) __attribute__((__cleanup__(function)))
#define __free(name) __cleanup(free_##name)
#define no_free_ptr(p) ({ typeof(p) __kept = (p); (p) = (void *)0; __kept; })
static inline void mutex_guard_end(struct mutex **lock) { if (*lock) mutex_unlock(*lock); }
static inline struct mutex *mutex_guard_begin(struct mutex *lock) { mutex_lock(lock); return lock; }
#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_(a, b)
#define guard_mutex(lock) \
	struct mutex *PASTE(guard_, __LINE__) __cleanup(mutex_guard_end) = mutex_guard_begin(lock)
#define GFP_KERNEL 0xcc0u
void *kmalloc(unsigned long size, unsigned int flags);
void *kzalloc(unsigned long size, unsigned int flags);
void kfree(const void *object);
static inline void free_kfree(void *p) { void *object = *(void **)p; if (object) kfree(object); }
int table_read(void *into, int size);
int table_apply(const void *table);

#ifdef OLD
int table_load(int size)
{
	void *table;
	int ret;

	table = kmalloc(64, GFP_KERNEL);
	if (!table)
		return -12;
	ret = table_read(table, size);
	if (ret < 0)
		goto out;
	ret = table_apply(table);
out:
	kfree(table);
	return ret;
}
#else
int table_load(int size)
{
	void *table __free(kfree) = kmalloc(64, GFP_KERNEL | 0x100);
	int ret;

	if (!table)
		return -12;
	ret = table_read(table, size);
	if (ret < 0)
		return ret;
	return table_apply(table);
}
#endif
