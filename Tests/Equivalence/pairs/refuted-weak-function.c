// kind: weak-function
// function: f
// forward: not-same
// why: Where such a symbol lies, or which body it has, is settled by the linker.
// witness: none: it is about what a run of two builds cannot tell apart

int __attribute__((weak)) hook(void) { return 0; }
#ifdef OLD
int f(void) { return hook(); }
#else
int f(void) { return 0; }
#endif
