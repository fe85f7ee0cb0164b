// kind: moved-magic-size
// function: f
// forward: not-same
// why: Where a record is reached as bytes its layout counts.
// witness: none: it is about what a run of two builds cannot tell apart

void *memset(void *, int, unsigned long);
#ifdef OLD
struct s { int a; int b; };
#else
struct s { int n; int a; int b; };
#endif
void f(struct s *s) { memset(s, 0, 8); }
