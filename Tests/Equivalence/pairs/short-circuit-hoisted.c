// kind: de-morgan
// function: ring_idle
// forward: drifted
// why: The second call is made even when the first gives zero.

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
	int full = ring_full(ring);
	int stopped = ring_stopped(ring);

	return full && stopped;
}
#endif
