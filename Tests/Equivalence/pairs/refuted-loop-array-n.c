// kind: loop-array-n
// function: f
// forward: not-same
// why: Locals are seen through pointers to them, and behind loops.
// witness: none: it is about what a run of two builds cannot tell apart

void foo(int *);
#ifdef OLD
void f(int n) { int t[64], i; if (n > 64) return; for (i = 0; i < n; i++) t[i] = i; foo(t); }
#else
void f(int n) { int t[64], i; if (n > 64) return; for (i = 0; i < n; i++) t[i] = i + 1; foo(t); }
#endif
