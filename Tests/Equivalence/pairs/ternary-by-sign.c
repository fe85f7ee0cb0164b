// kind: ternary
// function: dir_step
// forward: drifted
// why: The difference wraps at the edge.

#ifdef OLD
int dir_step(int at, int to)
{
	return at < to ? 1 : at > to ? -1 : 0;
}
#else
int dir_step(int at, int to)
{
	int by = to - at;

	return by > 0 ? 1 : by < 0 ? -1 : 0;
}
#endif
