// kind: bits
// function: first_set
// forward: any
// why: A search over a long reads 32 bits more than the number has, and looks at none of them.

typedef unsigned int u32;
unsigned long find_first_bit(const unsigned long *bits, unsigned long size);

#ifdef OLD
int first_set(const u32 *mask)
{
	int i;

	for (i = 0; i < 32; i++)
		if (*mask & (1u << i))
			return i;
	return 32;
}
#else
int first_set(const u32 *mask)
{
	return find_first_bit((const unsigned long *)mask, 32);
}
#endif
