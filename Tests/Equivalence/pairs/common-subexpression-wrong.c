// kind: algebra
// function: corner
// forward: drifted
// why: Another part is kept.

#ifdef OLD
int corner(int x, int y, int size)
{
	return (x * size + y) * (x * size + y) + x * size;
}
#else
int corner(int x, int y, int size)
{
	int row = y * size, at = row + y;

	return at * at + row;
}
#endif
