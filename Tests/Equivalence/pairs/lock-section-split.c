// kind: lock
// function: log_two
// forward: drifted
// why: Between two sections others may hold the lock.

typedef struct { int raw; } spinlock_t;
void _raw_spin_lock(spinlock_t *lock);
void _raw_spin_unlock(spinlock_t *lock);
#define spin_lock(lock) _raw_spin_lock(lock)
#define spin_unlock(lock) _raw_spin_unlock(lock)
struct book { spinlock_t lock; int a, b; };

#ifdef OLD
void log_two(struct book *book, int a, int b)
{
	spin_lock(&book->lock);
	book->a = a;
	book->b = b;
	spin_unlock(&book->lock);
}
#else
void log_two(struct book *book, int a, int b)
{
	spin_lock(&book->lock);
	book->a = a;
	spin_unlock(&book->lock);
	spin_lock(&book->lock);
	book->b = b;
	spin_unlock(&book->lock);
}
#endif
