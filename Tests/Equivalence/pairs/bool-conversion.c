// kind: bool
// function: any_flag
// forward: same
// why: A conversion to bool asks for zero.

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
	return (flags & 0x300) != 0;
}
#endif
