// kind: lock-order
// function: both_lock
// forward: drifted
// why: The two mutexes are taken in the other order.

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
	mutex_lock(&pair->far);
	mutex_lock(&pair->near);
	pair->marks = 0;
	mutex_unlock(&pair->near);
	mutex_unlock(&pair->far);
}
#endif
