// kind: refuted
// function: f
// forward: not-same
// why: More bytes go to the device.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32;
typedef unsigned long size_t;
void memcpy_toio(volatile void *d, const void *s, size_t n);

#ifdef OLD
struct cmd { u32 op; u32 arg; };
#else
struct cmd { u32 op; u32 arg; u32 seq; };
#endif
void f(volatile void *io, struct cmd *c) { memcpy_toio(io, c, sizeof(*c)); }
