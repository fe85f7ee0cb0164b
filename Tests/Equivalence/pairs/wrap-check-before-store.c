// kind: wrap
// function: add_checked
// forward: drifted
// why: Nothing is stored where the sum wraps.

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
	if (a + b < a)
		return -75;
	*sum = a + b;
	return 0;
}
#endif
