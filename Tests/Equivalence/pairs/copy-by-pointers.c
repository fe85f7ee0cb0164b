// kind: aliasing
// function: copy_bytes
// forward: same
// as: copy_bytes.from u8*
// as: copy_bytes.from u8*
// why: The same copy, forward, with pointers that move.

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
	const u8 *end = from + (count & 7);

	while (from != end)
		*to++ = *from++;
}
#endif
