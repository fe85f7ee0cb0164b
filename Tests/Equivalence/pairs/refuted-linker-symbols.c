// kind: linker-symbols
// function: f
// forward: not-same
// why: Where such a symbol lies, or which body it has, is settled by the linker.
// witness: none: it is about what a run of two builds cannot tell apart

extern int __start_t[], __stop_t[];
#ifdef OLD
int f(void) { return __start_t == __stop_t; }
#else
int f(void) { return 0; }
#endif
