// kind: refuted
// function: f
// forward: same or unknown
// why: What is freed is not looked at.
// witness: none: it is about what a run of two builds cannot tell apart

typedef unsigned long size_t;
#define NULL ((void *)0)
void kfree(const void *p);
struct in { void *p; };

#ifdef OLD
void f(struct in *i) { kfree(i->p); i->p = NULL; kfree(i); }
#else
void f(struct in *i) { kfree(i->p); kfree(i); }
#endif
