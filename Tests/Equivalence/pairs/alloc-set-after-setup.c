// kind: cleanup-free
// function: item_make
// forward: drifted
// as: kzalloc struct item
// why: The id is set behind the call that may look at it.

#define NULL ((void *)0)
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
struct item { int id, state; };
int item_setup(struct item *item);

#ifdef OLD
struct item *item_make(int id)
{
	struct item *item = kzalloc(sizeof(*item), GFP_KERNEL);

	if (!item)
		return NULL;
	item->id = id;
	if (item_setup(item)) {
		kfree(item);
		return NULL;
	}
	return item;
}
#else
struct item *item_make(int id)
{
	struct item *item = kzalloc(sizeof(*item), GFP_KERNEL);

	if (!item)
		return NULL;
	if (item_setup(item)) {
		kfree(item);
		return NULL;
	}
	item->id = id;
	return item;
}
#endif
