// kind: moved-record-by-void-write
// function: f
// forward: same
// why: A member that moved keeps its name, however its record was got at.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int a; int b; };
#else
struct s { int n; int a; int b; };
#endif
void f(void *data) { struct s *s = data; s->b = 1; }
