// kind: global-smaller
// function: f
// forward: not-same
// why: Null pointers, divisions by zero and ends of arrays count.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
static int t[8];
#else
static int t[4];
#endif
void f(unsigned i) { t[i & 7] = 1; }
