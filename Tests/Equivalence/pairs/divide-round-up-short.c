// kind: divide
// function: blocks_of
// forward: drifted
// why: The sum wraps in 16 bits.

typedef unsigned short u16;

#ifdef OLD
int blocks_of(u16 bytes)
{
	return (bytes + 511) / 512;
}
#else
int blocks_of(u16 bytes)
{
	bytes += 511;
	return bytes / 512;
}
#endif
