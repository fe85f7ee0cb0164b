// kind: algebra
// function: mix
// forward: same
// why: Sums and products wrap, so that they may be regrouped.

#ifdef OLD
int mix(int a, int b, int c)
{
	return (a + b) * c - b;
}
#else
int mix(int a, int b, int c)
{
	return a * c + b * (c - 1);
}
#endif
