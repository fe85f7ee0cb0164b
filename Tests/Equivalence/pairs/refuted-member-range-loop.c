// kind: member-range-loop
// function: f
// forward: not-same
// why: The address of a member may lead beyond it.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int a; int b; int c; };
int f(struct s *s) { int *p, n = 0; for (p = &s->a; p <= &s->b; p++) n += *p; return n; }
#else
struct s { int a; int c; int b; };
int f(struct s *s) { int *p, n = 0; for (p = &s->a; p <= &s->b; p++) n = *p + n; return n; }
#endif
