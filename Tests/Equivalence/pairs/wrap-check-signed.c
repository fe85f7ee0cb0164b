// kind: wrap
// function: add_checked
// forward: drifted
// why: In a signed comparison other sums count as wrapped.

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
	return (int)*sum < (int)a ? -75 : 0;
}
#endif
