// kind: div-zero
// function: f
// forward: not-same
// why: Null pointers, divisions by zero and ends of arrays count.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(int a, int n) { return n ? a / n : 0; }
#else
int f(int a, int n) { int q = a / n; return n ? q : 0; }
#endif
