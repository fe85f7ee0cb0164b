// kind: guard
// function: meter_take
// forward: not-same : lock
// why: The level is read before the lock is taken.

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
struct meter { struct mutex lock; int left; };
int meter_refill(struct meter *meter);

#ifdef OLD
int meter_take(struct meter *meter, int by)
{
	int ret = 0;

	mutex_lock(&meter->lock);
	if (meter->left < by) {
		ret = meter_refill(meter);
		if (ret)
			goto out;
	}
	meter->left -= by;
out:
	mutex_unlock(&meter->lock);
	return ret;
}
#else
int meter_take(struct meter *meter, int by)
{
	int ret, left = meter->left;

	guard_mutex(&meter->lock);
	if (left < by) {
		ret = meter_refill(meter);
		if (ret)
			return ret;
	}
	meter->left -= by;
	return 0;
}
#endif
