// kind: asm
// function: flag_raise
// forward: drifted
// witness: none: gcc's own order of the stores cannot be seen
// why: The store moved over the barrier.

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
	barrier();
	flag->value = value;
	flag->up = 1;
}
#endif
