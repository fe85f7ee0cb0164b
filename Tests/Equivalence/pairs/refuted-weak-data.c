// kind: weak-data
// function: f
// forward: not-same
// why: Where such a symbol lies, or which body it has, is settled by the linker.
// witness: none: it is about what a run of two builds cannot tell apart

const int __attribute__((weak)) lim = 5;
#ifdef OLD
int f(void) { return lim; }
#else
int f(void) { return 5; }
#endif
