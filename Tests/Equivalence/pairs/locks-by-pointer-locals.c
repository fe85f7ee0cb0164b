// kind: lock-order
// function: both_lock
// forward: same
// why: Locals name the two mutexes.

struct mutex { int owner; };
void mutex_lock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
struct pair { struct mutex near, far; int marks; };

#ifdef OLD
void both_lock(struct pair *pair)
{
	mutex_lock(&pair->near);
	mutex_lock(&pair->far);
	pair->marks = 0;
	mutex_unlock(&pair->far);
	mutex_unlock(&pair->near);
}
#else
void both_lock(struct pair *pair)
{
	struct mutex *inner = &pair->far, *outer = &pair->near;

	mutex_lock(outer);
	mutex_lock(inner);
	pair->marks = 0;
	mutex_unlock(inner);
	mutex_unlock(outer);
}
#endif
