// kind: dead-store
// function: level_clear
// forward: drifted
// why: The callee may read what was stored before the call and now is not.

struct level { int now, before; };
void level_note(struct level *level);

#ifdef OLD
void level_clear(struct level *level)
{
	level->now = 0;
	level_note(level);
	level->now = 1;
}
#else
void level_clear(struct level *level)
{
	level_note(level);
	level->now = 1;
}
#endif
