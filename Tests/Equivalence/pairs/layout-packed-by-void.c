// kind: refuted
// function: f
// forward: not-same
// why: The record that bytes become is packed.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned char u8; typedef unsigned int u32;

#ifdef OLD
struct w { u8 k; u32 v; };
#else
struct w { u8 k; u32 v; } __attribute__((packed));
#endif
u32 f(const u8 *p) { const struct w *w = (const void *)p; return w->v; }
