// kind: const-via-const
// function: f
// forward: not-same
// why: A callee, or who reads it later, sees the constants behind a pointer.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
static const int a[2] = { 1, 2 };
#else
static const int a[2] = { 1, 3 };
#endif
static const int *const t[1] = { a };
int f(void) { return t[0][1]; }
