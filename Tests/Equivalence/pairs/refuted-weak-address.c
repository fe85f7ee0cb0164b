// kind: weak-address
// function: f
// forward: not-same
// why: Where such a symbol lies, or which body it has, is settled by the linker.
// witness: none: it is about what a run of two builds cannot tell apart

extern int sym __attribute__((weak));
#ifdef OLD
int f(void) { return &sym != 0; }
#else
int f(void) { return 1; }
#endif
