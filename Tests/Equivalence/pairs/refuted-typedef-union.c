// kind: layout
// function: f
// forward: not-same
// why: A record known by its typedef lies in a union; its members changed places.

typedef unsigned long u64; typedef unsigned int u32;

#ifdef OLD
typedef struct { u32 a; u32 b; } pair_t;
union word { pair_t p; u64 raw; };
u32 f(union word *w) { w->raw = 5; return w->p.a; }
#else
typedef struct { u32 b; u32 a; } pair_t;
union word { pair_t p; u64 raw; };
u32 f(union word *w) { w->raw = 5; return w->p.a; }
#endif
