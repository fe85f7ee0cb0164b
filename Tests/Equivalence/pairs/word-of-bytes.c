// kind: byte-order
// function: load_le
// forward: same
// why: Four bytes put together by hand are a little-endian load on this machine.

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
	return *(const u32 *)at;
}
#endif
