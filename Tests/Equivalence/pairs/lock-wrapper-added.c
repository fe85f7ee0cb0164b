// kind: lock
// function: count_up
// forward: same
// why: Static helpers wrap the lock.

typedef struct { int raw; } spinlock_t;
void _raw_spin_lock(spinlock_t *lock);
void _raw_spin_unlock(spinlock_t *lock);
#define spin_lock(lock) _raw_spin_lock(lock)
#define spin_unlock(lock) _raw_spin_unlock(lock)
void _raw_spin_lock_irq(spinlock_t *lock);
void _raw_spin_unlock_irq(spinlock_t *lock);
struct count { spinlock_t lock; int value; };

#ifdef OLD
void count_up(struct count *count)
{
	spin_lock(&count->lock);
	count->value++;
	spin_unlock(&count->lock);
}
#else
static void count_lock(struct count *count) { spin_lock(&count->lock); }
static void count_unlock(struct count *count) { spin_unlock(&count->lock); }

void count_up(struct count *count)
{
	count_lock(count);
	++count->value;
	count_unlock(count);
}
#endif
