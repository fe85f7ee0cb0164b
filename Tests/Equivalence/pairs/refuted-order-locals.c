// kind: order-locals
// function: f
// forward: not-same
// why: Where objects lie is not known.
// witness: none: it is about what a run of two builds cannot tell apart

void g(int *, int *);
#ifdef OLD
int f(void) { int a = 0, b = 0; g(&a, &b); return (unsigned long)&a < (unsigned long)&b; }
#else
int f(void) { int a = 0, b = 0; g(&a, &b); return 1; }
#endif
