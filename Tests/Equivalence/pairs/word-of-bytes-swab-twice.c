// kind: byte-order
// function: load_le
// forward: same
// why: Turned round twice they are as they were.

typedef unsigned char u8;
typedef unsigned int u32;

#ifdef OLD
u32 load_le(const u8 *at)
{
	return at[0] | at[1] << 8 | at[2] << 16 | (u32)at[3] << 24;
}
#else
u32 load_le(const u8 *at)
{
	u32 value = __builtin_bswap32(*(const u32 *)at);

	return (value & 0xff) << 24 | (value & 0xff00) << 8 | (value >> 8 & 0xff00) | value >> 24;
}
#endif
