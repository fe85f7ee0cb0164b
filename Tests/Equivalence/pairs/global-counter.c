// kind: global
// function: tick
// forward: same
// why: The global is read once and written once.

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
	int now = ticks + by + 1;

	ticks = now;
	tick_note(now);
}
#endif
