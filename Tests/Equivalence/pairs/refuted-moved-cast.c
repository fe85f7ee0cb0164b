// kind: moved-cast
// function: f
// forward: not-same
// why: Where a record is reached as bytes its layout counts.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { int a; int b; };
#else
struct s { int b; int a; };
#endif
int f(struct s *s) { return ((int *)s)[1]; }
