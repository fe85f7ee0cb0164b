// kind: wrap
// function: add_checked
// forward: drifted
// why: A sum equal to its part did not wrap.

typedef unsigned int u32;

#ifdef OLD
int add_checked(u32 a, u32 b, u32 *sum)
{
	*sum = a + b;
	return *sum < a ? -75 : 0;
}
#else
int add_checked(u32 a, u32 b, u32 *sum)
{
	*sum = a + b;
	return *sum <= a ? -75 : 0;
}
#endif
