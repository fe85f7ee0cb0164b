// kind: aliasing
// function: copy_four
// forward: drifted
// as: copy_four.from u8*
// as: copy_four.from u8*
// why: The last two bytes are written first.

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
	to[2] = from[2];
	to[3] = from[3];
	to[0] = from[0];
	to[1] = from[1];
}
#endif
