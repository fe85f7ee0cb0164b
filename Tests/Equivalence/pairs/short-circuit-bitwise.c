// kind: de-morgan
// function: ring_idle
// forward: drifted
// why: A bitwise and calls both, and mixes the bits of what they give.

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
	return !!(ring_full(ring) & ring_stopped(ring));
}
#endif
