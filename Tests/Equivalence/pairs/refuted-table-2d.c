// kind: table-2d
// function: f
// forward: not-same
// why: Arguments beyond those that a body names, and large locals, are seen.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
static const int t[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
#else
static const int t[2][3] = { { 1, 2, 3 }, { 4, 5, 7 } };
#endif
int f(unsigned i, unsigned j) { return t[i & 1][j % 3]; }
