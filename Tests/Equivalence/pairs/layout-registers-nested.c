// kind: refuted
// function: f
// forward: drifted
// why: A record within the registers moved its members: other registers are written.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32;
#define __iomem
static inline void writel(u32 v, volatile void __iomem *a) { *(volatile u32 __iomem *)a = v; }

#ifdef OLD
struct ch { u32 a; u32 b; };
#else
struct ch { u32 b; u32 a; };
#endif
struct regs { u32 ctl; struct ch ch[4]; };
void f(struct regs __iomem *r, u32 x) { writel(x, &r->ch[1].b); }
