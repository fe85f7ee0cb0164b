// kind: refuted
// function: f
// forward: not-same
// why: An element of a record that grew is reached by a number of bytes.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned char u8; typedef unsigned int u32;

#ifdef OLD
struct in { u32 a; u32 b; };
#else
struct in { u32 a; u32 b; u32 c; };
#endif
u32 f(struct in *j) { j[1].a = 3; j[0].b = 1; return *(u32 *)((u8 *)j + 8); }
