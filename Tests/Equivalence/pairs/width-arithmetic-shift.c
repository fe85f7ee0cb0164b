// kind: width
// function: crc_step
// forward: drifted
// why: The shift of a signed number keeps its sign.

typedef unsigned short u16;
typedef unsigned int u32;

#ifdef OLD
u32 crc_step(u32 crc, u32 by)
{
	u32 product = crc * by;

	return product ^ (product >> 7);
}
#else
u32 crc_step(u32 crc, u32 by)
{
	int product = crc * by;

	return product ^ (product >> 7);
}
#endif
