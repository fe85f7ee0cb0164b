// kind: kmalloc-fresh
// function: f
// forward: same
// why: Logs, allocations and functions that never come back are known.
// witness: none: it is about what a run of two builds cannot tell apart

void *kmalloc(unsigned long, unsigned);
struct s { int a; };
#ifdef OLD
int f(struct s *p) { struct s *q = kmalloc(sizeof(*q), 0); if (!q) return -12; q->a = 1; p->a = 2; p->a = q->a; return 0; }
#else
int f(struct s *p) { struct s *q = kmalloc(sizeof(*q), 0); if (!q) return -12; q->a = 1; p->a = 1; return 0; }
#endif
