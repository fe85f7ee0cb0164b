// kind: const-held-over-call
// function: f
// forward: not-same
// why: A callee, or who reads it later, sees the constants behind a pointer.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
static const int t[4] = { 1, 2, 4, 8 };
#else
static const int t[4] = { 1, 2, 4, 9 };
#endif
void foo(void);
int f(unsigned i) { const int *p = t; foo(); return p[i & 3]; }
