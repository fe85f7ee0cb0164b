// kind: refuted
// function: f
// forward: not-same
// why: A local union shows the bytes of a record.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32; typedef unsigned long long u64;

#ifdef OLD
struct p { u32 lo; u32 hi; };
#else
struct p { u32 hi; u32 lo; };
#endif
u64 f(u32 x) { union { struct p p; u64 raw; } w = { .raw = 0 }; w.p.lo = x; return w.raw; }
