// kind: shift
// function: ring_slot
// forward: same
// why: The mask is moved with the number.

#ifdef OLD
unsigned int ring_slot(unsigned int at)
{
	return at % 16 * 8;
}
#else
unsigned int ring_slot(unsigned int at)
{
	return (at << 3) & 0x78;
}
#endif
