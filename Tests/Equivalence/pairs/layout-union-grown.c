// kind: refuted
// function: f
// forward: not-same
// why: Elements of a record that grew lie in a union.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32;

#ifdef OLD
struct in { u32 a; u32 b; };
#else
struct in { u32 a; u32 b; u32 c; };
#endif
struct u { union { struct in v[2]; u32 w[8]; }; };
u32 f(struct u *u) { u->v[1].a = 3; return u->w[2]; }
