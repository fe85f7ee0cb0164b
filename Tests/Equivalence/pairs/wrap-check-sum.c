// kind: wrap
// function: add_checked
// forward: same
// why: With wrapping arithmetic, the sum is smaller than a part exactly when it wrapped.

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
	return a > 0xffffffff - b ? -75 : 0;
}
#endif
