// kind: algebra
// function: corner
// forward: same
// why: What is computed twice is kept in a local.

#ifdef OLD
int corner(int x, int y, int size)
{
	return (x * size + y) * (x * size + y) + x * size;
}
#else
int corner(int x, int y, int size)
{
	int row = x * size, at = row + y;

	return at * at + row;
}
#endif
