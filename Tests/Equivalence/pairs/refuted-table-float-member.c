// kind: table-float-member
// function: f
// forward: not-same
// why: Arguments beyond those that a body names, and large locals, are seen.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
static const struct { float x; int b; } t[2] = { { 1.5f, 2 }, { 2.5f, 4 } };
#else
static const struct { float x; int b; } t[2] = { { 1.5f, 2 }, { 2.5f, 5 } };
#endif
int f(int i) { return t[i & 1].b; }
