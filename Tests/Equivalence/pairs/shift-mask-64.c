// kind: shift
// function: low_mask
// forward: drifted
// why: In 64 bits the shift by up to 63 leaves more bits.

#ifdef OLD
unsigned int low_mask(unsigned int bits)
{
	bits &= 31;
	return (1u << bits) - 1;
}
#else
unsigned int low_mask(unsigned int bits)
{
	return (1ull << (bits & 63)) - 1;
}
#endif
