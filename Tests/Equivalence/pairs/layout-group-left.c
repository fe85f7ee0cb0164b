// kind: refuted
// function: f
// forward: not-same
// why: A member left the group that is cleared.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32;
typedef unsigned long size_t;
void *memset(void *p, int c, size_t n);

#ifdef OLD
struct grp { u32 a; u32 b; };
struct l { u32 id; union { struct { u32 a; u32 b; }; struct grp g; }; };
#else
struct grp { u32 a; };
struct l { u32 id; union { struct { u32 a; }; struct grp g; }; u32 b; };
#endif
void f(struct l *l) { memset(&l->g, 0, sizeof(l->g)); }
