// kind: layout
// function: slots_bytes
// forward: drifted
// why: The size of a pointer is taken in place of the record's.

#ifdef OLD
struct slot { int key; };

unsigned long slots_bytes(unsigned char count)
{
	return count * sizeof(struct slot);
}
#else
struct slot { int key; };

unsigned long slots_bytes(unsigned char count)
{
	struct slot *slot;

	return count * sizeof(slot);
}
#endif
