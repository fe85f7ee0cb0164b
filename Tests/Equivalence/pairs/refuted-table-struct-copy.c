// kind: table-struct-copy
// function: f
// forward: not-same
// why: Arguments beyond those that a body names, and large locals, are seen.
// witness: none: it is about what a run of two builds cannot tell apart

struct e { int k, v; };
#ifdef OLD
static const struct e t[2] = { { 1, 2 }, { 3, 4 } };
#else
static const struct e t[2] = { { 1, 2 }, { 3, 5 } };
#endif
int f(int i) { struct e x = t[i & 1]; return x.v; }
