// kind: wrap
// function: middle
// forward: drifted
// why: Counted from above, odd distances round the other way.

typedef unsigned int u32;

#ifdef OLD
u32 middle(u32 low, u32 high)
{
	return low + (high - low) / 2;
}
#else
u32 middle(u32 low, u32 high)
{
	return high - (high - low) / 2;
}
#endif
