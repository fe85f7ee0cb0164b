// kind: escape-loop-plain
// function: f
// forward: not-same
// why: A loop is entered again from outside of it, or its locals become known in it.
// witness: none: it is about what a run of two builds cannot tell apart

struct s { int *ptr; };
#ifdef OLD
int f(struct s *p, int n) { int sum = 0, x = 0, i; for (i = 0; i < n; i++) { x = 1; *p->ptr = 7; p->ptr = &x; sum += x; } p->ptr = 0; return sum; }
#else
int f(struct s *p, int n) { int sum = 0, x = 0, i; for (i = 0; i < n; i++) { x = 1; *p->ptr = 7; p->ptr = &x; sum += 1; } p->ptr = 0; return sum; }
#endif
