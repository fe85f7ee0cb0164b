// kind: loop-form
// function: drain
// forward: drifted
// why: The take that failed is counted.

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

	while (taken++, fifo_take(fifo) >= 0)
		;
	fifo_done(fifo);
	return taken;
}
#endif
