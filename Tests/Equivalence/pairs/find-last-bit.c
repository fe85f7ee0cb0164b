// kind: bits
// function: first_set
// forward: drifted
// why: The last bit is searched.

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
	return *mask ? 31 - __builtin_clz(*mask) : 32;
}
#endif
