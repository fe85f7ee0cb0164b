// kind: volatile
// function: poll_twice
// forward: drifted
// why: Without volatile the register is read once.

typedef unsigned int u32;

#ifdef OLD
u32 poll_twice(volatile u32 *reg)
{
	u32 first = *reg;

	return first ^ *reg;
}
#else
u32 poll_twice(u32 *reg)
{
	u32 first = *reg;

	return first ^ *reg;
}
#endif
