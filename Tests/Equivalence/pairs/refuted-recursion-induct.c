// kind: recursion-induct
// function: f
// forward: not-same
// why: A callee that calls one that changed is not the same.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(int n) { if (n <= 0) return 0; return f(n - 1); }
#else
int f(int n) { if (n <= 0) return 0; return f(n - 1) + f(0); }
#endif
