// kind: const-struct-nested
// function: f
// forward: not-same
// why: A callee, or who reads it later, sees the constants behind a pointer.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
static const int a[2] = { 1, 2 };
#else
static const int a[2] = { 1, 3 };
#endif
struct cfg { const int *tab; int n; };
static const struct cfg c = { a, 2 };
int use(const struct cfg *);
int f(void) { return use(&c); }
