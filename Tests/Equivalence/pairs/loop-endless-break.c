// kind: loop-form
// function: drain
// forward: same
// why: An endless loop with a break and a loop with the condition at its head.

int fifo_take(int fifo);
void fifo_done(int fifo);

#ifdef OLD
int drain(int fifo)
{
	int taken = 0;

	for (;;) {
		if (fifo_take(fifo) < 0)
			break;
		taken++;
	}
	fifo_done(fifo);
	return taken;
}
#else
int drain(int fifo)
{
	int taken = 0;

	while (fifo_take(fifo) >= 0)
		taken++;
	fifo_done(fifo);
	return taken;
}
#endif
