// kind: asm
// function: rotate_by
// forward: not-same
// witness: none: the same instruction on both sides is not run here
// why: Without volatile the compiler may drop or merge it.

typedef unsigned int u32;

#ifdef OLD
u32 rotate_by(u32 value, u32 other)
{
	asm volatile("addl %1, %0" : "+r" (value) : "r" (other));
	return value;
}
#else
u32 rotate_by(u32 value, u32 other)
{
	asm("addl %1, %0" : "+r" (value) : "r" (other));
	return value;
}
#endif
