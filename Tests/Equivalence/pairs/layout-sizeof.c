// kind: layout
// function: slots_bytes
// forward: drifted
// why: The text is the same, but the record grew, so that its size is another.

#ifdef OLD
struct slot { int key; };

unsigned long slots_bytes(unsigned char count)
{
	return count * sizeof(struct slot);
}
#else
struct slot { int key, value; };

unsigned long slots_bytes(unsigned char count)
{
	return count * sizeof(struct slot);
}
#endif
