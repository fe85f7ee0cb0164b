// kind: algebra
// function: mix
// forward: drifted
// why: Subtraction is not regrouped so.

#ifdef OLD
int mix(int a, int b, int c)
{
	return (a + b) * c - b;
}
#else
int mix(int a, int b, int c)
{
	return (a + b) * (c - b);
}
#endif
