// kind: divide
// function: blocks_of
// forward: same
// why: Rounding up, for what fits.

typedef unsigned short u16;

#ifdef OLD
int blocks_of(u16 bytes)
{
	return (bytes + 511) / 512;
}
#else
int blocks_of(u16 bytes)
{
	return bytes / 512 + (bytes % 512 != 0);
}
#endif
