// kind: literal-static-callee
// function: f
// forward: not-same
// why: Arguments beyond those that a body names, and large locals, are seen.
// witness: none: it is about what a run of two builds cannot tell apart

int g(const int *);
#ifdef OLD
static const int *const p = (const int[]){ 1, 2 };
#else
static const int *const p = (const int[]){ 1, 3 };
#endif
int f(void) { return g(p); }
