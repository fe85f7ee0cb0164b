// kind: signature
// function: g
// forward: not-same
// why: Parameters changed places, and a caller was forgotten.

void out(unsigned int reg, unsigned char val);

#ifdef OLD
static int put(void *d, unsigned int reg, unsigned char val) { if (!d) return -1; out(reg, val); return 0; }
int g(void *d) { return put(d, 1, 2); }
#else
static int put(void *d, unsigned char val, unsigned int reg) { if (!d) return -1; out(reg, val); return 0; }
int g(void *d) { return put(d, 1, 2); }
#endif
