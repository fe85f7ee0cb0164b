// kind: aliasing
// function: copy_four
// forward: drifted
// as: copy_four.from u8*
// why: Four bytes at once read all before they write any, which differs where both overlap.

typedef unsigned char u8;
typedef unsigned int u32;

#ifdef OLD
void copy_four(u8 *to, const u8 *from)
{
	to[0] = from[0];
	to[1] = from[1];
	to[2] = from[2];
	to[3] = from[3];
}
#else
void copy_four(u8 *to, const u8 *from)
{
	*(u32 *)to = *(const u32 *)from;
}
#endif
