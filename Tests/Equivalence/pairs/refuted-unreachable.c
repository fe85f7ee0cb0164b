// kind: unreachable
// function: f
// forward: same
// why: Logs, allocations and functions that never come back are known.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(int a) { if (a > 5) __builtin_unreachable(); return a > 5 ? 1 : 2; }
#else
int f(int a) { if (a > 5) __builtin_unreachable(); return 2; }
#endif
