// kind: asm
// function: flag_raise
// forward: any
// witness: none: gcc's own order of the stores cannot be seen
// why: Two barriers stand where one was; no compiler tells them apart, but the trace does.

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
	flag->value = value;
	barrier();
	barrier();
	flag->up = 1;
}
#endif
