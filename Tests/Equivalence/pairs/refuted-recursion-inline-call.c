// kind: recursion-inline-call
// function: f
// forward: not-same
// why: A callee that changed calls itself; that call is no call of the same function.
// witness: none: it is about what a run of two builds cannot tell apart

static int g(int n) {
#ifdef OLD
#else
 if (n == 3) return 100;
#endif
 if (n <= 0) return 0;
 return g(n - 1) + 1;
}
#ifdef OLD
int f(int n) { return g((n & 1) + 4); }
#else
int f(int n) { int r; if (n & 1) r = g(5); else r = g(4); return r; }
#endif
