// kind: width
// function: crc_step
// forward: drifted
// why: The shift brings down bits that 32 bits do not have.

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
	unsigned long long product = (unsigned long long)crc * by;

	return product ^ (product >> 7);
}
#endif
