// kind: aliasing
// function: copy_bytes
// forward: drifted
// as: copy_bytes.from u8*
// why: The direction matters where source and target overlap.

typedef unsigned char u8;

#ifdef OLD
void copy_bytes(u8 *to, const u8 *from, u8 count)
{
	int i;

	for (i = 0; i < (count & 7); i++)
		to[i] = from[i];
}
#else
void copy_bytes(u8 *to, const u8 *from, u8 count)
{
	int i;

	for (i = (count & 7) - 1; i >= 0; i--)
		to[i] = from[i];
}
#endif
