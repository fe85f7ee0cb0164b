// kind: shift
// function: lamp_mask
// forward: same
// backward: any
// witness: none: gcc may do anything with a shift by more than the width
// why: A shift of an int by 32 or more is undefined in the old side, and the new side agrees wherever it is defined.

typedef unsigned int u32;

#ifdef OLD
u32 lamp_mask(u32 reg, unsigned int nr)
{
	return reg | (1 << nr);
}
#else
u32 lamp_mask(u32 reg, unsigned int nr)
{
	return reg | (1UL << nr);
}
#endif
