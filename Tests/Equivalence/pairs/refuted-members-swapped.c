// kind: members-swapped
// function: f
// forward: not-same
// why: Members, and first values of static variables, are what callers see.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int a; int b; };
void f(struct s *p) { p->a = p->b; }
#else
struct s { int b; int a; };
void f(struct s *p) { p->b = p->a; }
#endif
