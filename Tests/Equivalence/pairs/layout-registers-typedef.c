// kind: refuted
// function: f
// forward: drifted
// why: The registers go by a typedef.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32;
#define __iomem
static inline void writel(u32 v, volatile void __iomem *a) { *(volatile u32 __iomem *)a = v; }

#ifdef OLD
struct regs { u32 ctl; u32 stat; };
#else
struct regs { u32 stat; u32 ctl; };
#endif
typedef struct regs regs_t;
void f(regs_t __iomem *r, u32 x) { writel(x, &r->ctl); }
