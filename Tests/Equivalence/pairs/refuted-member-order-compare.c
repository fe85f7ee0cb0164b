// kind: member-order-compare
// function: f
// forward: not-same
// why: The address of a member may lead beyond it.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int a; int b; };
int f(struct s *s) { return (&s->a < &s->b) + s->a; }
#else
struct s { int b; int a; };
int f(struct s *s) { return s->a + (&s->a < &s->b); }
#endif
