// kind: memory
// function: shelf_clear
// forward: same or unknown
// why: memset of n bytes is the loop over n bytes, also where n is large or the pointer is null: both fault there.

typedef unsigned char u8;
typedef unsigned long size_t;
void *memset(void *p, int c, size_t n);

#ifdef OLD
void shelf_clear(u8 *shelf, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		shelf[i] = 0;
}
#else
void shelf_clear(u8 *shelf, unsigned int n)
{
	memset(shelf, 0, n);
}
#endif
