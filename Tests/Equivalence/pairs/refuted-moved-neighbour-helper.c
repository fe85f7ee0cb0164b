// kind: moved-neighbour-helper
// function: f
// forward: not-same
// why: The address of a member may lead beyond it.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int a; int b; int c; };
#else
struct s { int a; int c; int b; };
#endif
static void set2(int *p) { p[0] = 1; p[1] = 2; }
#ifdef OLD
int f(struct s *s) { set2(&s->a); return s->a + 1; }
#else
int f(struct s *s) { set2(&s->a); return 1 + s->a; }
#endif
