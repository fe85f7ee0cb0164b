// kind: ternary
// function: dir_step
// forward: same
// why: A chain of conditional expressions is written with if.

#ifdef OLD
int dir_step(int at, int to)
{
	return at < to ? 1 : at > to ? -1 : 0;
}
#else
int dir_step(int at, int to)
{
	if (at == to)
		return 0;
	if (at < to)
		return 1;
	return -1;
}
#endif
