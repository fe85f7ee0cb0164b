// kind: volatile
// function: poll_twice
// forward: drifted
// why: The register is read three times.

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

	(void)*reg;
	return first ^ *reg;
}
#endif
