// kind: asm
// function: rotate_by
// forward: drifted
// witness: none: the same instruction on both sides is not run here
// why: An operand in memory is another instruction.

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
	asm volatile("addl %1, %0" : "+r" (value) : "m" (other));
	return value;
}
#endif
