// kind: member-array-smaller
// function: f
// forward: not-same
// why: Null pointers, divisions by zero and ends of arrays count.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int a[8]; };
#else
struct s { int a[4]; int b[4]; };
#endif
void f(struct s *p, unsigned i) { p->a[i & 7] = 1; }
