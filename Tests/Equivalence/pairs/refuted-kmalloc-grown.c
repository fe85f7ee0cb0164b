// kind: kmalloc-grown
// function: f
// forward: same
// why: The address of a member may lead beyond it.
// witness: none: it is about what a run of two builds cannot tell apart

void *kmalloc(unsigned long, unsigned);
#ifdef OLD
struct s { int a; int b; };
struct s *f(void) { struct s *s = kmalloc(sizeof(*s), 0); if (s) s->a = 1; return s; }
#else
struct s { int n; int a; int b; };
struct s *f(void) { struct s *s = kmalloc(sizeof(*s), 0); if (!s) return 0; s->a = 1; return s; }
#endif
