// kind: refuted
// function: f
// forward: not-same
// why: A record goes with its size to a function that is not here.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32;
typedef unsigned long size_t;
void send(const void *p, size_t n);

#ifdef OLD
void f(u32 x) { struct cmd { u32 a; u32 b; } c; c.a = x; c.b = 0; send(&c, sizeof(c)); }
#else
void f(u32 x) { struct cmd { u32 b; u32 a; } c; c.a = x; c.b = 0; send(&c, sizeof(c)); }
#endif
