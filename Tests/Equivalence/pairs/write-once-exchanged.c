// kind: once
// function: tank_publish
// forward: drifted
// why: It is called ready before the level is there.

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
	WRITE_ONCE(tank->ready, 1);
	WRITE_ONCE(tank->level, level);
}
#endif
