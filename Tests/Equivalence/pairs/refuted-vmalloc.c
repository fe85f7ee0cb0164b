// kind: vmalloc
// function: f
// forward: not-same
// why: Where objects lie is not known.
// witness: none: it is about what a run of two builds cannot tell apart

void vfree(void *); void kfree(void *);
#ifdef OLD
void f(void *p) { unsigned long a = (unsigned long)p; if (a >= 0xffffc90000000000UL && a < 0xffffc90000000000UL + 0x1000000000UL) vfree(p); else kfree(p); }
#else
void f(void *p) { kfree(p); }
#endif
