// kind: once
// function: tank_publish
// forward: drifted
// why: A plain store may be torn or merged.

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
void tank_publish(struct tank *tank, int level)
{
	tank->level = level;
	tank->ready = 1;
}
#endif
