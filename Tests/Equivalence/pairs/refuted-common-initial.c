// kind: common-initial
// function: f
// forward: not-same
// why: Where a record is reached as bytes its layout counts.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int t; int a; }; struct t { int t; int a; };
#else
struct s { int n; int t; int a; }; struct t { int t; int a; };
#endif
int f(struct s *s) { return ((struct t *)s)->t; }
