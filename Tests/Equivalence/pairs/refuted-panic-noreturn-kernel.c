// kind: panic-noreturn-kernel
// function: f
// forward: same
// why: What stands behind a call that never comes back is not reached.
// witness: none: it is about what a run of two builds cannot tell apart

void panic(const char *, ...) __attribute__((noreturn, cold));
#ifdef OLD
int f(int a) { if (a) panic("x"); return 0; }
#else
int f(int a) { if (a) { panic("x"); return 5; } return 0; }
#endif
