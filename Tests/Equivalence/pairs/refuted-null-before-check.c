// kind: null-before-check
// function: f
// forward: not-same
// why: Null pointers, divisions by zero and ends of arrays count.
// witness: none: it is about what a run of two builds cannot tell apart

struct s { int a; };
int use(int);
#ifdef OLD
int f(struct s *p) { int x; if (!p) return -22; x = p->a; return use(x); }
#else
int f(struct s *p) { int x = p->a; if (!p) return -22; return use(x); }
#endif
