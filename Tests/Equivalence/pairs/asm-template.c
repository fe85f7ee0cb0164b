// kind: asm
// function: rotate_by
// forward: unknown
// witness: none: the same instruction on both sides is not run here
// why: Another instruction; what the two do is not known, as nobody runs them.

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
	asm volatile("subl %1, %0" : "+r" (value) : "r" (other));
	return value;
}
#endif
