// kind: table-by-parameter
// function: f
// forward: not-same
// why: Arguments beyond those that a body names, and large locals, are seen.
// witness: none: it is about what a run of two builds cannot tell apart

struct id { int k; int v; };
#ifdef OLD
static const struct id t[] = { { 1, 2 }, { 3, 4 }, { 0 } };
#else
static const struct id t[] = { { 1, 2 }, { 3, 5 }, { 0 } };
#endif
static int look(const struct id *p, int k) { for (; p->k; p++) if (p->k == k) return p->v; return -1; }
int f(int k) { return look(t, k); }
