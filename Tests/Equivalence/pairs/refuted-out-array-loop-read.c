// kind: out-array-loop-read
// function: f
// forward: not-same
// why: Locals are seen through pointers to them, and behind loops.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
void f(int *o, int n) { int t[8], i; for (i = 0; i < 8; i++) t[i] = i * n; for (i = 0; i < 8; i++) o[i] = t[i]; }
#else
void f(int *o, int n) { int t[8], i; for (i = 0; i < 8; i++) t[i] = i + n; for (i = 0; i < 8; i++) o[i] = t[i]; }
#endif
