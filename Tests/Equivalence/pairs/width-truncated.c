// kind: width
// function: crc_step
// forward: drifted
// why: The product is kept in 16 bits on the way.

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
	u16 product = crc * by;

	return product ^ (product >> 7);
}
#endif
