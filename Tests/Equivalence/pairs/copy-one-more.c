// kind: aliasing
// function: copy_bytes
// forward: drifted
// as: copy_bytes.from u8*
// as: copy_bytes.from u8*
// why: One byte more is copied.

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

	do {
		*to++ = *from++;
	} while (from <= end);
}
#endif
