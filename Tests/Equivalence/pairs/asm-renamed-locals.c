// kind: asm
// function: rotate_by
// forward: same
// witness: none: the same instruction on both sides is not run here
// why: Only the names of the locals differ.

typedef unsigned int u32;

#ifdef OLD
u32 rotate_by(u32 value, u32 other)
{
	asm volatile("addl %1, %0" : "+r" (value) : "r" (other));
	return value;
}
#else
u32 rotate_by(u32 number, u32 by)
{
	u32 result = number;

	asm volatile("addl %1, %0" : "+r" (result) : "r" (by));
	return result;
}
#endif
