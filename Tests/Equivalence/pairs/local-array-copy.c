// kind: memory
// function: sort_two
// forward: same
// why: Two locals in place of an array of two.

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

	return low * 2 + high;
}
#endif
