// kind: cleanup-free
// function: two_load
// forward: same
// why: The condition is inverted, and both buffers are freed in the order as before.

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
int two_fill(void *a, void *b);

#ifdef OLD
int two_load(void)
{
	void *a = kmalloc(16, GFP_KERNEL);
	void *b = kmalloc(32, GFP_KERNEL);
	int ret = -12;

	if (a && b)
		ret = two_fill(a, b);
	if (a)
		kfree(a);
	if (b)
		kfree(b);
	return ret;
}
#else
int two_load(void)
{
	void *a = kmalloc(16, GFP_KERNEL);
	void *b = kmalloc(32, GFP_KERNEL);
	int ret;

	if (!a || !b) {
		ret = -12;
	} else {
		ret = two_fill(a, b);
	}
	if (a)
		kfree(a);
	if (b)
		kfree(b);
	return ret;
}
#endif
