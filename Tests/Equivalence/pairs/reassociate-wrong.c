// kind: algebra
// function: mix
// forward: drifted
// why: A term is lost.

#ifdef OLD
int mix(int a, int b, int c)
{
	return (a + b) * c - b;
}
#else
int mix(int a, int b, int c)
{
	return a * c + b * c;
}
#endif
