// kind: array-of-records
// function: f
// forward: not-same
// why: The address of a member may lead beyond it.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int a; int b; };
int f(struct s *s, int i) { int *p = &s[0].a; return p[2 * i] + s->b; }
#else
struct s { int a; int n; int b; };
int f(struct s *s, int i) { int *p = &s[0].a; return s->b + p[2 * i]; }
#endif
