// kind: trap-dropped
// function: f
// forward: not-same
// why: Traps, places that are never reached, and where objects lie.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(int a) { if (a > 5) __builtin_trap(); return a; }
#else
int f(int a) { return a; }
#endif
