// kind: void-two-views
// function: f
// forward: not-same
// why: Where a record is reached as bytes its layout counts.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int a; int b; }; struct t { int a; int b; };
#else
struct s { int b; int a; }; struct t { int a; int b; };
#endif
static int geta(void *p) { return ((struct t *)p)->a; }
int f(struct s *s) { return geta(s); }
