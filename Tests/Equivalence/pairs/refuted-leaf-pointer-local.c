// kind: leaf-pointer-local
// function: f
// forward: not-same
// why: The address of a local may come back from memory.
// witness: none: it is about what a run of two builds cannot tell apart

struct s { int *ptr; };
#ifdef OLD
int f(struct s *p, struct s *q, int *r) { int x = 0; int *t; p->ptr = &x; *r = 5; t = q->ptr; p->ptr = 0; return t == &x; }
#else
int f(struct s *p, struct s *q, int *r) { int x = 0; int *t; p->ptr = &x; *r = 5; t = q->ptr; p->ptr = 0; return 0; }
#endif
