// kind: dead-store-escaped-used
// function: f
// forward: same
// why: Locals are gone when the function returns.
// witness: none: it is about what a run of two builds cannot tell apart

int reg(int *);
#ifdef OLD
int f(void) { int x = 1; if (reg(&x)) return -5; x &= 7; return x; }
#else
int f(void) { int x = 1; if (reg(&x)) return -5; return x & 7; }
#endif
