// kind: refuted
// function: f
// forward: not-same
// why: The register is named by offsetof alone.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32;
#define offsetof(t, m) __builtin_offsetof(t, m)
#define __iomem
static inline u32 readl(const volatile void __iomem *a) { return *(const volatile u32 *)a; }

#ifdef OLD
struct regs { u32 ctl; u32 stat; };
#else
struct regs { u32 stat; u32 ctl; };
#endif
u32 f(void __iomem *b) { return readl(b + offsetof(struct regs, ctl)); }
