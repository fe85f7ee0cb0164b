// kind: const-struct-to-callee
// function: f
// forward: not-same
// why: A callee, or who reads it later, sees the constants behind a pointer.
// witness: none: it is about what a run of two builds cannot tell apart

struct cfg { int bits; int max; };
#ifdef OLD
static const struct cfg cfg = { .bits = 8, .max = 0x7f };
#else
static const struct cfg cfg = { .bits = 8, .max = 0xff };
#endif
void *init_map(void *dev, const struct cfg *cfg);
void *f(void *dev) { return init_map(dev, &cfg); }
