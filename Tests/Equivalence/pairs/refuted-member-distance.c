// kind: member-distance
// function: f
// forward: not-same
// why: The address of a member may lead beyond it.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int a; int b; };
long f(struct s *s) { return (char *)&s->b - (char *)&s->a + s->a; }
#else
struct s { int a; int n; int b; };
long f(struct s *s) { return s->a + ((char *)&s->b - (char *)&s->a); }
#endif
