// kind: layout
// function: lamp_go
// forward: not-same
// why: The record is a device's registers: a member that moves is another register.
typedef unsigned int u32;
#define __iomem
#ifdef OLD
struct regs { u32 ctl; u32 stat; u32 data; };
#else
struct regs { u32 ctl; u32 res; u32 stat; u32 data; };
#endif
static inline void writel(u32 v, volatile void __iomem *a) { *(volatile u32 __iomem *)a = v; }
void lamp_go(struct regs __iomem *r, u32 x) { writel(x, &r->data); }
