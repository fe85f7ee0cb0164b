// kind: moved-memcpy-two
// function: f
// forward: not-same
// why: The address of a member may lead beyond it.
// witness: none: it is about what a run of two builds cannot tell apart

void *memcpy(void *, const void *, unsigned long);
#ifdef OLD
struct s { int a; int b; int c; };
int f(char *o, struct s *s) { memcpy(o, &s->a, 8); return s->a + 1; }
#else
struct s { int a; int c; int b; };
int f(char *o, struct s *s) { memcpy(o, &s->a, 8); return 1 + s->a; }
#endif
