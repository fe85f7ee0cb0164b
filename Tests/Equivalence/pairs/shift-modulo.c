// kind: shift
// function: ring_slot
// forward: same
// why: The remainder by a power of two of an unsigned number is a mask.

#ifdef OLD
unsigned int ring_slot(unsigned int at)
{
	return at % 16 * 8;
}
#else
unsigned int ring_slot(unsigned int at)
{
	return (at & 15) << 3;
}
#endif
