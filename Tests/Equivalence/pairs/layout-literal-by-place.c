// kind: refuted
// function: f
// forward: not-same
// why: Members are initialised by their places.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned short u16;

#ifdef OLD
struct in { u16 a; u16 b; };
#else
struct in { u16 b; u16 a; };
#endif
void use(struct in *);
void f(u16 x) { use(&(struct in){ x, 9 }); }
