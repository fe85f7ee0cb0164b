// kind: globals-near
// function: f
// forward: not-same
// why: Traps, places that are never reached, and where objects lie.
// witness: none: it is about what a run of two builds cannot tell apart

static int a, b;
#ifdef OLD
int f(void) { return (unsigned long)&b - (unsigned long)&a < 100; }
#else
int f(void) { return 0; }
#endif
