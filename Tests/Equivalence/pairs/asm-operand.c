// kind: asm
// function: rotate_by
// forward: drifted
// witness: none: the same instruction on both sides is not run here
// why: The operands of the instruction are exchanged.

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
	asm volatile("addl %1, %0" : "+r" (other) : "r" (value));
	return value;
}
#endif
