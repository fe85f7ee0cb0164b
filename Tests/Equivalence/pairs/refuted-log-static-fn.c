// kind: log-static-fn
// function: f
// forward: not-same
// why: Logs, allocations and functions that never come back are known.
// witness: none: it is about what a run of two builds cannot tell apart

struct my { int n; };
static void dev_info(struct my *d) { d->n++; }
#ifdef OLD
void f(struct my *d) { dev_info(d); }
#else
void f(struct my *d) { }
#endif
