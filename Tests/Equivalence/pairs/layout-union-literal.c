// kind: refuted
// function: f
// forward: not-same
// why: An unnamed union shows the bytes of a record.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32; typedef unsigned long long u64;

#ifdef OLD
struct p { u32 lo; u32 hi; };
#else
struct p { u32 hi; u32 lo; };
#endif
u64 f(struct p *p) { return ((union { struct p p; u64 raw; }){ .p = *p }).raw; }
