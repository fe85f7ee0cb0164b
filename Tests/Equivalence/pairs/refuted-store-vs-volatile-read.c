// kind: store-vs-volatile-read
// function: f
// forward: not-same
// why: A volatile read sees what the function itself wrote there before.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(int *p) { int y; *p = 5; y = *(volatile int *)p; return y; }
#else
int f(int *p) { int y; y = *(volatile int *)p; *p = 5; return y; }
#endif
