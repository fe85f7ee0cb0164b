// kind: once
// function: tank_publish
// forward: same
// why: A helper writes both.

#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, v) (*(volatile typeof(x) *)&(x) = (v))
struct tank { int level, ready; };

#ifdef OLD
void tank_publish(struct tank *tank, int level)
{
	WRITE_ONCE(tank->level, level);
	WRITE_ONCE(tank->ready, 1);
}
#else
static inline void put_once(int *at, int value) { WRITE_ONCE(*at, value); }

void tank_publish(struct tank *tank, int level)
{
	put_once(&tank->level, level);
	put_once(&tank->ready, 1);
}
#endif
