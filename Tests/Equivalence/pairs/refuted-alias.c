// kind: alias
// function: f
// forward: not-same
// why: Where such a symbol lies, or which body it has, is settled by the linker.
// witness: none: it is about what a run of two builds cannot tell apart

int a; extern int b __attribute__((alias("a")));
#ifdef OLD
int f(void) { a = 1; b = 2; return a; }
#else
int f(void) { a = 1; b = 2; return 1; }
#endif
