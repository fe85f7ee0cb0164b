// kind: layout
// function: slots_bytes
// forward: same
// why: The size is the same with the other member.

#ifdef OLD
struct slot { int key; };

unsigned long slots_bytes(unsigned char count)
{
	return count * sizeof(struct slot);
}
#else
struct slot { unsigned int value; };

unsigned long slots_bytes(unsigned char count)
{
	return sizeof(struct slot) * count;
}
#endif
