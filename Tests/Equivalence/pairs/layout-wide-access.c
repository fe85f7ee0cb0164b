// kind: refuted
// function: f
// forward: not-same
// why: Two members are read as one number.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32; typedef unsigned long long u64;
#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))

#ifdef OLD
struct in { u32 a; u32 b; };
#else
struct in { u32 b; u32 a; };
#endif
u64 f(struct in *i, u32 x) { i->a = x; return READ_ONCE(*(u64 *)&i->a); }
