// kind: bool
// function: any_flag
// forward: drifted
// why: As a char the bits above the eighth are lost.

typedef _Bool bool;
#define true 1
#define false 0

#ifdef OLD
int any_flag(unsigned int flags)
{
	bool any = flags & 0x300;

	return any;
}
#else
int any_flag(unsigned int flags)
{
	unsigned char any = flags & 0x300;

	return any;
}
#endif
