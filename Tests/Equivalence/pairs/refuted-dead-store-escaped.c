// kind: dead-store-escaped
// function: f
// forward: same
// why: Locals are gone when the function returns.
// witness: none: it is about what a run of two builds cannot tell apart

int reg(int *);
#ifdef OLD
int f(void) { int x = 1; int r = reg(&x); x = 2; return r; }
#else
int f(void) { int x = 1; int r = reg(&x); return r; }
#endif
