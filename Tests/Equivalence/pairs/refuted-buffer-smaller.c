// kind: buffer-smaller
// function: f
// forward: not-same
// why: Null pointers, divisions by zero and ends of arrays count.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
int f(unsigned i) { char b[8]; b[i & 7] = 1; return b[i & 7]; }
#else
int f(unsigned i) { char b[4]; b[i & 7] = 1; return b[i & 7]; }
#endif
