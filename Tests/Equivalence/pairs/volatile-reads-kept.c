// kind: volatile
// function: poll_twice
// forward: same
// why: Both reads are kept in locals.

typedef unsigned int u32;

#ifdef OLD
u32 poll_twice(volatile u32 *reg)
{
	u32 first = *reg;

	return first ^ *reg;
}
#else
u32 poll_twice(volatile u32 *reg)
{
	u32 first = *reg;
	u32 second = *reg;

	return second ^ first;
}
#endif
