// kind: refuted
// function: f
// forward: same or unknown
// why: A member that is an array has an address.
// witness: none: it is about what a run of two builds cannot tell apart

struct l { int x; char name[8]; };
int h(const char *);

#ifdef OLD
int f(struct l *l) { if (!l->name) return -22; return h(l->name); }
#else
int f(struct l *l) { return h(l->name); }
#endif
