// kind: dead-store
// function: level_set
// forward: same
// why: A store that is overwritten before anyone can see it goes.

struct level { int now, before; };

#ifdef OLD
void level_set(struct level *level, int to)
{
	level->now = 0;
	level->before = to - 1;
	level->now = to;
}
#else
void level_set(struct level *level, int to)
{
	level->now = to;
	level->before = to - 1;
}
#endif
