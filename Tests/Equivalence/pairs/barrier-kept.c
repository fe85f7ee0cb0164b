// kind: asm
// function: flag_raise
// forward: same
// witness: none: gcc's own order of the stores cannot be seen
// why: The macro is written out.

#define barrier() asm volatile("" : : : "memory")
struct flag { int value, up; };

#ifdef OLD
void flag_raise(struct flag *flag, int value)
{
	flag->value = value;
	barrier();
	flag->up = 1;
}
#else
void flag_raise(struct flag *flag, int value)
{
	int up = 1;

	flag->value = value;
	asm volatile("" ::: "memory");
	flag->up = up;
}
#endif
