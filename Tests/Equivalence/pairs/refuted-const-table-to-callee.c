// kind: const-table-to-callee
// function: f
// forward: not-same
// why: A callee, or who reads it later, sees the constants behind a pointer.
// witness: none: it is about what a run of two builds cannot tell apart

#ifdef OLD
static const unsigned short regs[3] = { 0x10, 0x20, 0x30 };
#else
static const unsigned short regs[3] = { 0x10, 0x20, 0x31 };
#endif
int write_regs(void *dev, const unsigned short *regs, int n);
int f(void *dev) { return write_regs(dev, regs, 3); }
