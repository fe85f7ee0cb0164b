// kind: unaligned-packed
// function: f
// forward: not-same
// why: Accesses that need not be aligned may lie across each other.
// witness: none: it is about what a run of two builds cannot tell apart

struct u { unsigned v; } __attribute__((packed));
#ifdef OLD
unsigned f(struct u *p, struct u *q) { p->v = 0x01020304; return q->v; }
#else
unsigned f(struct u *p, struct u *q) { unsigned o = q->v; p->v = 0x01020304; return p == q ? 0x01020304 : o; }
#endif
