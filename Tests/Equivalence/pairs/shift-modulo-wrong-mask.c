// kind: shift
// function: ring_slot
// forward: drifted
// why: The mask is the power itself.

#ifdef OLD
unsigned int ring_slot(unsigned int at)
{
	return at % 16 * 8;
}
#else
unsigned int ring_slot(unsigned int at)
{
	return (at & 16) << 3;
}
#endif
