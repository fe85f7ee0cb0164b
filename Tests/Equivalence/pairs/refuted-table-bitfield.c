// kind: table-bitfield
// function: f
// forward: not-same
// why: Arguments beyond those that a body names, and large locals, are seen.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
static const struct { unsigned a:4, b:4; } t[2] = { { 1, 2 }, { 3, 4 } };
#else
static const struct { unsigned a:4, b:4; } t[2] = { { 1, 2 }, { 3, 5 } };
#endif
int f(int i) { return t[i & 1].b; }
