// kind: loop-array-of-addresses
// function: f
// forward: not-same
// why: Locals are seen through pointers to them, and behind loops.
// witness: none: it is about what a run of two builds cannot tell apart

void foo(int **);
#ifdef OLD
int f(int n) { int x = 1; int *t[4]; int i; for (i = 0; i < n; i++) t[i] = &x; foo(t); return x; }
#else
int f(int n) { int x = 1; int *t[4]; int i; for (i = 0; i < n; i++) t[i] = &x; foo(t); return 1; }
#endif
