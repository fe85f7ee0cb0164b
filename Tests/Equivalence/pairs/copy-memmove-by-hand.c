// kind: aliasing
// function: copy_bytes
// forward: drifted
// as: copy_bytes.from u8*
// as: copy_bytes.from u8*
// why: A copy that minds overlap, against one that goes forward always.

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
	int i, n = count & 7;

	if (to <= from) {
		for (i = 0; i < n; i++)
			to[i] = from[i];
	} else {
		while (n--)
			to[n] = from[n];
	}
}
#endif
