// kind: caller-stack-near
// function: f
// forward: not-same
// why: Traps, places that are never reached, and where objects lie.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(void *p) { char c; return (unsigned long)p - (unsigned long)&c < 4096; }
#else
int f(void *p) { char c; return 0; }
#endif
