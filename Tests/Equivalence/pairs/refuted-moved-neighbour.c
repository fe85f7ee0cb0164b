// kind: moved-neighbour
// function: f
// forward: not-same
// why: The address of a member may lead beyond it.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int a; int b; int c; };
int f(struct s *s) { int *x = &s->a; x[1] = 5; return s->a + 1; }
#else
struct s { int a; int c; int b; };
int f(struct s *s) { int *x = &s->a; x[1] = 5; return 1 + s->a; }
#endif
