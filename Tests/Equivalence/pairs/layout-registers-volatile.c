// kind: refuted
// function: f
// forward: drifted
// why: The registers are a volatile record.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned int u32;

#ifdef OLD
struct regs { u32 ctl; u32 stat; };
#else
struct regs { u32 stat; u32 ctl; };
#endif
void f(volatile struct regs *r, u32 x) { r->ctl = x; }
