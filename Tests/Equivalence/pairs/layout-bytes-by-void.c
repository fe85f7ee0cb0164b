// kind: refuted
// function: f
// forward: not-same
// why: Bytes become a record by way of a pointer to void.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned char u8; typedef unsigned int u32;

#ifdef OLD
struct in { u32 a; u32 b; };
#else
struct in { u32 b; u32 a; };
#endif
u8 f(u8 *buf, u8 x) { struct in *i = (void *)buf; i->a = x; i->b = 0; return buf[0]; }
