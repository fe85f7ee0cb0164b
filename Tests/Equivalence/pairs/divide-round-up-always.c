// kind: divide
// function: blocks_of
// forward: drifted
// why: A whole block is rounded up as well.

typedef unsigned short u16;

#ifdef OLD
int blocks_of(u16 bytes)
{
	return (bytes + 511) / 512;
}
#else
int blocks_of(u16 bytes)
{
	return bytes / 512 + 1;
}
#endif
