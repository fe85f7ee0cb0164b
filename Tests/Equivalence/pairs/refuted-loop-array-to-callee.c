// kind: loop-array-to-callee
// function: f
// forward: not-same
// why: Locals are seen through pointers to them, and behind loops.
// witness: none: it is about what a run of two builds cannot tell apart

void foo(int *);
#ifdef OLD
void f(void) { int t[4], i; for (i = 0; i < 4; i++) t[i] = i; foo(t); }
#else
void f(void) { int t[4], i; for (i = 0; i < 4; i++) t[i] = i + 1; foo(t); }
#endif
