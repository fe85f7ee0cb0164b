// kind: panic-noreturn-kernel
// function: f
// forward: not-same
// why: Logs, allocations and functions that never come back are known.
// witness: none: it is about what a run of two builds cannot tell apart

void panic(const char *, ...) __attribute__((noreturn, cold));
#ifdef OLD
int f(int a) { if (a) panic("x"); return 0; }
#else
int f(int a) { if (a) { panic("x"); return 5; } return 0; }
#endif
