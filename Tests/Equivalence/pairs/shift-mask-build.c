// kind: shift
// function: low_mask
// forward: same
// why: A mask of the low bits, for up to 31 of them.

#ifdef OLD
unsigned int low_mask(unsigned int bits)
{
	bits &= 31;
	return (1u << bits) - 1;
}
#else
unsigned int low_mask(unsigned int bits)
{
	return ~(~0u << (bits & 31));
}
#endif
