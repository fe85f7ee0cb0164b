// kind: volatile-local
// function: f
// forward: not-same
// why: A volatile read sees what the function itself wrote there before.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(void) { int x = 1; int y = *(volatile int *)&x; return y; }
#else
int f(void) { int x = 2; int y = *(volatile int *)&x; return y; }
#endif
