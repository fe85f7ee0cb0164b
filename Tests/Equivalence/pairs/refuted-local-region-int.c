// kind: local-region-int
// function: f
// forward: not-same
// why: Where objects lie is not known.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(unsigned long a) { return a == 0xffffc90000001000UL; }
#else
int f(unsigned long a) { return 0; }
#endif
