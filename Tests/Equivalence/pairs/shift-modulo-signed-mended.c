// kind: shift
// function: slot_of
// forward: same
// why: The sign is given back after the mask.

#ifdef OLD
int slot_of(int at)
{
	return at % 16;
}
#else
int slot_of(int at)
{
	return at < 0 ? -(int)(-(unsigned int)at & 15) : at & 15;
}
#endif
