// kind: once
// function: level_pair
// forward: drifted
// why: Two reads become one.

#define READ_ONCE(x) (*(const volatile typeof(x) *)&(x))
#define WRITE_ONCE(x, v) (*(volatile typeof(x) *)&(x) = (v))
struct tank { int level; };

#ifdef OLD
int level_pair(struct tank *tank)
{
	if (READ_ONCE(tank->level) > 5)
		return READ_ONCE(tank->level);
	return 0;
}
#else
int level_pair(struct tank *tank)
{
	int level = READ_ONCE(tank->level);

	return level > 5 ? level : 0;
}
#endif
