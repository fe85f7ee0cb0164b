// kind: refuted
// function: f
// forward: drifted
// why: A register's record is made of an address; the register that moved is another one.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32;
#define __iomem
static inline void writel(u32 v, volatile void __iomem *a) { *(volatile u32 __iomem *)a = v; }

#ifdef OLD
struct regs { u32 ctl; u32 stat; };
#else
struct regs { u32 stat; u32 ctl; };
#endif
void f(void __iomem *base, u32 x) { struct regs *r = (struct regs *)base; writel(x, &r->ctl); }
