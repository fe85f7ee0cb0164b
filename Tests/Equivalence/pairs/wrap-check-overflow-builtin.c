// kind: wrap
// function: add_checked
// forward: same
// why: The builtin says whether the sum wrapped.

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
	return __builtin_add_overflow(a, b, sum) ? -75 : 0;
}
#endif
