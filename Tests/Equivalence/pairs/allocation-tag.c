// kind: refuted
// function: f
// forward: same or unknown
// why: What is allocated is aligned.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned long size_t;
#define NULL ((void *)0)
void *kmalloc(size_t n, unsigned int f);
#define GFP_KERNEL 0xcc0u
struct l { long x; };

#ifdef OLD
void *f(void) { struct l *l = kmalloc(sizeof(*l), GFP_KERNEL); if ((unsigned long)l & 1) return NULL; return l; }
#else
void *f(void) { struct l *l = kmalloc(sizeof(*l), GFP_KERNEL); return l; }
#endif
