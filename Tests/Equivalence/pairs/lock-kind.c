// kind: lock
// function: count_up
// forward: drifted
// why: Another function locks.

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
void count_up(struct count *count)
{
	_raw_spin_lock_irq(&count->lock);
	count->value++;
	_raw_spin_unlock_irq(&count->lock);
}
#endif
