// kind: ternary
// function: dir_step
// forward: same
// why: The difference of two comparisons.

#ifdef OLD
int dir_step(int at, int to)
{
	return at < to ? 1 : at > to ? -1 : 0;
}
#else
int dir_step(int at, int to)
{
	return (at < to) - (at > to);
}
#endif
