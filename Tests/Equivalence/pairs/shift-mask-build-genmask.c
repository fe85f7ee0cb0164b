// kind: shift
// function: low_mask
// forward: drifted
// why: Shifted down from all ones, no bits give one bit.

#ifdef OLD
unsigned int low_mask(unsigned int bits)
{
	bits &= 31;
	return (1u << bits) - 1;
}
#else
unsigned int low_mask(unsigned int bits)
{
	return ~0u >> (31 - (bits & 31));
}
#endif
