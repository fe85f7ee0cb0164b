// kind: wrap
// function: distance
// forward: drifted
// why: Compared without the difference, numbers far apart give the other sign.

#ifdef OLD
int distance(int a, int b)
{
	int by = a - b;

	return by < 0 ? -by : by;
}
#else
int distance(int a, int b)
{
	return a < b ? b - a : a - b;
}
#endif
