// kind: unnamed-inner-swapped
// function: f
// forward: not-same
// why: Where a record is reached as bytes its layout counts.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
struct s { struct { int x; int y; } a; };
void f(struct s *s) { s->a.x = 1; }
#else
struct s { struct { int y; int x; } a; };
void f(struct s *s) { s->a.y = 1; }
#endif
