// kind: recursion-inline
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
int f(int n)
{
#ifdef OLD
return g((n & 1) + 4);
#else
return g(4 + (n & 1));
#endif
}
