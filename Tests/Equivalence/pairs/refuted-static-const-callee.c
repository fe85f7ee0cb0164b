// kind: static-const-callee
// function: f
// forward: not-same
// why: Arguments beyond those that a body names, and large locals, are seen.
// witness: none: it is about what a run of two builds cannot tell apart

int g(const int *);
#ifdef OLD
int f(void) { static const int t[4] = { 1, 2, 3, 4 }; return g(t); }
#else
int f(void) { static const int t[4] = { 1, 2, 3, 5 }; return g(t); }
#endif
