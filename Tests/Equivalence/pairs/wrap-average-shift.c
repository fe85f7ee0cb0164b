// kind: wrap
// function: middle
// forward: same
// why: Dividing an unsigned number by two is a shift.

typedef unsigned int u32;

#ifdef OLD
u32 middle(u32 low, u32 high)
{
	return low + (high - low) / 2;
}
#else
u32 middle(u32 low, u32 high)
{
	return low + ((high - low) >> 1);
}
#endif
