// kind: bool
// function: any_flag
// forward: drifted
// why: As an int the bits themselves come back.

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
	int any = flags & 0x300;

	return any;
}
#endif
