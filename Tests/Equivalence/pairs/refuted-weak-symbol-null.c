// kind: weak-symbol-null
// function: f
// forward: not-same
// why: Where such a symbol lies, or which body it has, is settled by the linker.
// witness: none: it is about what a run of two builds cannot tell apart

extern int opt(void) __attribute__((weak));
#ifdef OLD
int f(void) { if (opt) return opt(); return 0; }
#else
int f(void) { return opt(); }
#endif
