// kind: refuted
// function: f
// forward: not-same
// why: The record begins with another member of that type.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32;
struct h { u32 v; };

#ifdef OLD
struct in { struct h h; struct h k; };
#else
struct in { struct h k; struct h h; };
#endif
u32 f(struct in *i) { i->h.v = 3; return ((struct h *)i)->v; }
