// kind: byte-order
// function: load_le
// forward: drifted
// why: The bytes of the word are turned round.

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
	return __builtin_bswap32(*(const u32 *)at);
}
#endif
