// kind: asm
// function: lamp_flag
// forward: unknown
// backward: unknown
// witness: none: what an instruction does is not run here
// why: What the assembly stores is not known to kdrift, so it does not take the plain store for something else (here both set bit 3).

#ifdef OLD
void lamp_flag(unsigned long *flags)
{
	asm volatile("btsq %1, %0" : : "m" (*flags), "Ir" (3UL) : "memory");
}
#else
void lamp_flag(unsigned long *flags)
{
	*flags |= 8;
}
#endif
