// kind: refuted
// function: f
// forward: not-same
// why: The bytes become another record.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32;
typedef unsigned long size_t;
void *memcpy(void *d, const void *s, size_t n);
struct wire { u32 x; u32 y; };

#ifdef OLD
struct in { u32 a; u32 b; };
#else
struct in { u32 b; u32 a; };
#endif
u32 f(struct in *i) { struct wire w; memcpy(&w, i, sizeof(*i)); return w.x; }
