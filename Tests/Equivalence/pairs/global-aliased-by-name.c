// kind: global
// function: tick
// forward: drifted
// why: A local hides the global.

int ticks;
void tick_note(int ticks);

#ifdef OLD
void tick(int by)
{
	ticks++;
	ticks += by;
	tick_note(ticks);
}
#else
void tick(int by)
{
	int ticks = 0;

	ticks += by + 1;
	tick_note(ticks);
}
#endif
