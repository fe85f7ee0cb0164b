// kind: other-store-before-volatile
// function: f
// forward: not-same
// why: A volatile read sees what the function itself wrote there before.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(int *p) { int y; *p = 1; y = *(volatile int *)p; return y; }
#else
int f(int *p) { int y; *p = 2; y = *(volatile int *)p; *p = 1; return y; }
#endif
