// kind: wrap
// function: distance
// forward: same
// why: With wrapping arithmetic the difference is negated alike.

#ifdef OLD
int distance(int a, int b)
{
	int by = a - b;

	return by < 0 ? -by : by;
}
#else
int distance(int a, int b)
{
	int by = b - a;

	if (by >= 0)
		return by;
	return a - b;
}
#endif
