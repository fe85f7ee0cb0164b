// kind: memory
// function: sort_two
// forward: drifted
// why: The higher one is doubled.

#ifdef OLD
int sort_two(int a, int b)
{
	int both[2] = { a, b };

	if (both[0] > both[1]) {
		both[0] = b;
		both[1] = a;
	}
	return both[0] * 2 + both[1];
}
#else
int sort_two(int a, int b)
{
	int low = a < b ? a : b, high = a < b ? b : a;

	return high * 2 + low;
}
#endif
