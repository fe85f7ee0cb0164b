// kind: loop-pointer-to-local
// function: f
// forward: not-same
// why: Locals are seen through pointers to them, and behind loops.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(int *q, int n) { int x = 1, i; int *p = q; for (i = 0; i < n; i++) { *p = 5; p = &x; } return x; }
#else
int f(int *q, int n) { int x = 1, i; int *p = q; for (i = 0; i < n; i++) { *p = 5; p = &x; } return 1; }
#endif
