// kind: dead-store
// function: level_set
// forward: drifted
// why: A call was added that can see the level.

struct level { int now, before; };

#ifdef OLD
void level_set(struct level *level, int to)
{
	level->now = 0;
	level->before = to - 1;
	level->now = to;
}
#else
void level_note(struct level *level);

void level_set(struct level *level, int to)
{
	level->now = to;
	level_note(level);
	level->before = to - 1;
}
#endif
