// kind: de-morgan
// function: ring_idle
// forward: drifted
// why: The two calls come in the other order, and the other one may be skipped.

struct ring;
int ring_full(struct ring *ring);
int ring_stopped(struct ring *ring);

#ifdef OLD
int ring_idle(struct ring *ring)
{
	if (!(ring_full(ring) && ring_stopped(ring)))
		return 0;
	return 1;
}
#else
int ring_idle(struct ring *ring)
{
	return ring_stopped(ring) && ring_full(ring);
}
#endif
