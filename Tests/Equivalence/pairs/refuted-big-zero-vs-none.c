// kind: big-zero-vs-none
// function: f
// forward: not-same
// why: Arguments beyond those that a body names, and large locals, are seen.
// witness: none: it is about what a run of two builds cannot tell apart

void g(char *);
#ifdef OLD
void f(void) { char b[8192] = { 0 }; g(b); }
#else
void f(void) { char b[8192]; g(b); }
#endif
