// kind: order-globals
// function: f
// forward: not-same
// why: Where objects lie is not known.
// witness: none: it is about what a run of two builds cannot tell apart

static int a, b;
#ifdef OLD
int f(void) { return &a < &b; }
#else
int f(void) { return 1; }
#endif
