// kind: asm
// function: lamp_check
// forward: drifted
// witness: none: the same instruction on both sides is not run here
// why: A constant that names no label is what the instruction gets.

#ifdef OLD
void lamp_check(void)
{
	asm volatile("1: int %0" : : "i" (2));
}
#else
void lamp_check(void)
{
	asm volatile("1: int %0" : : "i" (3));
}
#endif
