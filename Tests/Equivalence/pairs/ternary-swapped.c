// kind: ternary
// function: dir_step
// forward: drifted
// why: The signs are exchanged.

#ifdef OLD
int dir_step(int at, int to)
{
	return at < to ? 1 : at > to ? -1 : 0;
}
#else
int dir_step(int at, int to)
{
	return at < to ? -1 : at > to ? 1 : 0;
}
#endif
