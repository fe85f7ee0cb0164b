// kind: static-local-init
// function: f
// forward: not-same
// why: Members, and first values of static variables, are what callers see.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(void) { static int n = 3; return n--; }
#else
int f(void) { static int n = 5; return n--; }
#endif
