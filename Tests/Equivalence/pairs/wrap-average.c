// kind: wrap
// function: middle
// forward: drifted
// why: The sum wraps where both are large.

typedef unsigned int u32;

#ifdef OLD
u32 middle(u32 low, u32 high)
{
	return low + (high - low) / 2;
}
#else
u32 middle(u32 low, u32 high)
{
	return (low + high) / 2;
}
#endif
