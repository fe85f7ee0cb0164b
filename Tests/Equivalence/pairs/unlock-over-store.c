// kind: guard
// function: pair_mark
// forward: drifted
// why: The store stands behind the unlock.

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
struct pair { struct mutex near, far; int marks; };

#ifdef OLD
void pair_mark(struct pair *pair)
{
	mutex_lock(&pair->near);
	pair->marks++;
	mutex_unlock(&pair->near);
}
#else
void pair_mark(struct pair *pair)
{
	int marks;

	mutex_lock(&pair->near);
	marks = pair->marks + 1;
	mutex_unlock(&pair->near);
	pair->marks = marks;
}
#endif
