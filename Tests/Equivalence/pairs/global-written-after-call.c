// kind: global
// function: tick
// forward: drifted
// why: The callee sees the old number.

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

	tick_note(now);
	ticks = now;
}
#endif
