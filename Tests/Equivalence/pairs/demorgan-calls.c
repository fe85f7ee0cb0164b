// kind: de-morgan
// function: ring_idle
// forward: same
// why: With calls in it the condition keeps their order and what is skipped.

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
	if (!ring_full(ring) || !ring_stopped(ring))
		return 0;
	return 1;
}
#endif
